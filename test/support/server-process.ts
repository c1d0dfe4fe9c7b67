import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { until } from './until.ts'

const START_MS = 30_000

/** A server of another program, which tests end and start again. */
export type ServerProcess = {
  /** Ends it and the processes that it has started at once, whatever they are doing. */
  kill(): Promise<void>
  end(signal: NodeJS.Signals): Promise<void>
  /** Starts it, and waits until it answers. */
  start(): Promise<void>
}

/** How a server is started. `answers` resolves when it answers, and rejects otherwise. */
type Program = {
  readonly program: string
  readonly args: readonly string[]
  readonly options?: SpawnOptions
  readonly answers: () => Promise<unknown>
  /** How long it may take to start. */
  readonly startMs?: number
}

/** Returns a server that is not started yet. */
export function serverProcess({
  program,
  args,
  options = {},
  answers,
  startMs = START_MS,
}: Program): ServerProcess {
  let server: ChildProcess | null = null
  const end = async (signal: NodeJS.Signals) => {
    if (server === null) return
    const ended = once(server, 'exit')
    server.kill(signal)
    await ended
    server = null
  }
  const isUp = () =>
    answers().then(
      () => true,
      () => false,
    )
  return {
    end,
    async kill() {
      const pid = server?.pid
      if (pid === undefined) return
      const started = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')
      const ended = end('SIGKILL')
      for (const child of started.trim().split(' ').filter(Boolean)) endProcess(Number(child))
      await ended
    },
    async start() {
      server = spawn(program, args, { ...options, stdio: 'ignore' })
      await until(isUp, Boolean, startMs)
    },
  }
}

/** Ends a process, unless it has ended. */
function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {}
}
