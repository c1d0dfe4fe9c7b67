import { type ChildProcess, spawn } from 'node:child_process'
import { MediaProblem } from '../media-problem.ts'
import { confined, type ToolLimits } from './confinement.ts'
import { giveWay } from './give-way.ts'
import { probeTool } from './probe-tool.ts'

/** A command to run: a program with its arguments, which no shell reads. */
export type ToolRun = {
  readonly program: string
  readonly args: readonly string[]
  /** The only folder that it has to read and write; its working directory. */
  readonly folder: string
  readonly limits: ToolLimits
  readonly timeoutMs: number
  /** Reasons in plain words for what it writes to standard error when it fails. */
  readonly reasons?: readonly (readonly [written: RegExp, reason: string])[]
  /** Called with each piece of text that it writes to standard output, which is discarded otherwise. */
  readonly onOutput?: (piece: string) => void
  /** When aborted, the program is killed. */
  readonly signal?: AbortSignal | undefined
  /** Whether it gives way to everything else on the machine. */
  readonly isBackground?: boolean
}

const MAX_OUTPUT_CHARACTERS = 4000
const known = new Map<string, boolean>()

/** Returns whether a program is installed, which is found out once. */
export function hasTool(program: string): boolean {
  const isInstalled = known.get(program) ?? probeTool(program, ['--version']).isInstalled
  known.set(program, isInstalled)
  return isInstalled
}

/**
 * Runs a program of the machine on an untrusted file, without input, confined (confinement.ts), and kills it with all that
 * it started when it takes too long or the signal is aborted.
 *
 * @throws MediaProblem `timeout`, or `unreadable` with one of `reasons` or the first line of what it wrote to standard error;
 *   the reason of the signal.
 */
export async function runTool(run: ToolRun): Promise<void> {
  const { folder, timeoutMs, signal, reasons = [] } = run
  signal?.throwIfAborted()
  const child = start(run)
  const written = outputOf(child)
  let isLate = false
  const kill = () => killGroup(child)
  const timer = setTimeout(() => {
    isLate = true
    kill()
  }, timeoutMs)
  signal?.addEventListener('abort', kill)
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  }).finally(() => {
    clearTimeout(timer)
    signal?.removeEventListener('abort', kill)
  })
  if (isLate) throw new MediaProblem('timeout')
  signal?.throwIfAborted()
  if (code === 0) return
  const known = reasons.find(([pattern]) => pattern.test(written()))?.[1]
  throw new MediaProblem('unreadable', known ?? reasonIn(written(), folder))
}

function start({ program, args, folder, limits, onOutput, isBackground = false }: ToolRun): ChildProcess {
  const [first, ...rest] = [...confined(limits), program, ...args]
  const child = spawn(first!, rest, {
    cwd: folder,
    detached: true,
    stdio: ['ignore', onOutput ? 'pipe' : 'ignore', 'pipe'],
    // A small environment: no setting of the owner changes how the file is read.
    env: { LC_ALL: 'C', PATH: '/usr/local/bin:/usr/bin:/bin', HOME: folder, TMPDIR: folder, TEMP: folder },
  })
  if (isBackground && child.pid !== undefined) giveWay(child.pid)
  if (onOutput) child.stdout!.setEncoding('utf8').on('data', onOutput)
  return child
}

function outputOf({ stderr }: ChildProcess): () => string {
  let text = ''
  stderr!.setEncoding('utf8').on('data', (piece: string) => {
    if (text.length < MAX_OUTPUT_CHARACTERS) text += piece
  })
  return () => text.slice(0, MAX_OUTPUT_CHARACTERS)
}

function killGroup({ pid }: ChildProcess): void {
  try {
    process.kill(-pid!, 'SIGKILL')
  } catch {
    // NOTE: it has ended in the meantime.
  }
}

/** The first line that a program wrote, without paths. */
function reasonIn(text: string, folder: string): string | undefined {
  const line = text.split('\n').find((it) => it.trim() !== '')
  return (
    line
      ?.replaceAll(folder, '')
      .replace(/(?:\/[\w.+-]+){2,}/g, '…')
      // ffmpeg names the part of it that complains, with its address in memory.
      .replace(/^\[[^\]]* @ 0x[0-9a-f]+\] /, '')
      // GLib, which vips uses, names the process and the time.
      .replace(/^\([\w-]+:\d+\): [\w-]+ \*\*: [\d:.]+: /, '')
      .trim()
      .slice(0, 200)
  )
}
