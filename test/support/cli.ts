import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { text as readStream } from 'node:stream/consumers'
import type { TestContext } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('../../bin/vitrine', import.meta.url))
const environment = {
  PATH: process.env.PATH ?? '',
  HOME: process.env.HOME ?? '',
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith('AWS_'))),
}

export type CommandResult = { code: number; stdout: string; stderr: string }

/** Runs `vitrine …`, for at most `timeoutMs`. Settings come only from the arguments. */
export function vitrine(
  args: readonly string[],
  env: Record<string, string> = {},
  timeoutMs = 0,
): Promise<CommandResult> {
  return run([process.execPath, program, ...args], env, timeoutMs)
}

/** Begins a command line that runs without root's right to read everything, so that file permissions apply. */
const UNPRIVILEGED =
  process.getuid?.() === 0
    ? ['setpriv', '--inh-caps=-all', '--bounding-set=-dac_override,-dac_read_search']
    : []

/** Runs `vitrine …` without root's right to read everything. */
export function vitrineUnprivileged(
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<CommandResult> {
  return run([...UNPRIVILEGED, process.execPath, program, ...args], env)
}

/** A command that runs beside a test. */
export type CommandBeside = { readonly process: ChildProcess; readonly ended: Promise<CommandResult> }

/** Starts `vitrine …` without root's right to read everything; it is killed after the test. */
export function besideUnprivileged(
  t: Pick<TestContext, 'after'>,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): CommandBeside {
  const [command, ...rest] = [...UNPRIVILEGED, process.execPath, program, ...args]
  const child = spawn(command!, rest, { env: { ...environment, ...env } })
  const outputs = [readStream(child.stdout), readStream(child.stderr)] as const
  const ended = once(child, 'close').then(async ([code]) => ({
    code: Number(code),
    stdout: await outputs[0],
    stderr: await outputs[1],
  }))
  t.after(async () => {
    child.kill('SIGKILL')
    await ended
  })
  return { process: child, ended }
}

function run(
  [command, ...args]: string[],
  env: Record<string, string> = {},
  timeout = 0,
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const options = { env: { ...environment, ...env }, maxBuffer: 2 ** 26, timeout }
    execFile(command!, args, options, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr })
    })
  })
}

/** Runs `vitrine …` with a text as its standard input. */
export async function vitrineWithInput(args: readonly string[], input: string): Promise<CommandResult> {
  const child = spawn(process.execPath, [program, ...args], { env: environment })
  const outputs = [readStream(child.stdout), readStream(child.stderr)] as const
  child.stdin.end(input)
  const [code] = await once(child, 'close')
  return { code, stdout: await outputs[0], stderr: await outputs[1] }
}

/** Runs `vitrine …` with its standard output closed. */
export async function vitrineWithClosedOutput(
  args: readonly string[],
): Promise<Omit<CommandResult, 'stdout'>> {
  const child = spawn(process.execPath, [program, ...args], { env: environment })
  child.stdout.destroy()
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  const [code] = await once(child, 'close')
  return { code, stderr }
}

export type RunningCommand = {
  process: ChildProcess
  ready: Record<string, string>
  log: () => string
  ended: Promise<number | null>
}

/** Starts `vitrine … --json` with one thread and waits for its first line; it is stopped after the test. */
export async function startCommand(
  t: Pick<TestContext, 'after'>,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<RunningCommand> {
  const child = spawn(process.execPath, [program, ...args, '--json'], {
    env: { VITRINE_THREADS: '1', ...environment, ...env },
  })
  let log = ''
  let out = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log += text
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  t.after(async () => {
    child.kill('SIGKILL')
    await ended
  })
  const ready = await new Promise<Record<string, string>>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text
      if (out.includes('\n')) resolve(JSON.parse(out.slice(0, out.indexOf('\n'))))
    })
    child.once('exit', (code) => reject(new Error(`vitrine ended with ${code}: ${log}`)))
  })
  return { process: child, ready, log: () => log, ended }
}

/** Returns the complete lines that `vitrine …` printed until it was killed without a chance to clean up. */
export async function linesUntilKilled(args: readonly string[], afterMs: number): Promise<string[]> {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  let out = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
  })
  const ended = once(child, 'close')
  await Promise.race([delay(afterMs), ended])
  child.kill('SIGKILL')
  await ended
  return out
    .slice(0, out.lastIndexOf('\n') + 1)
    .split('\n')
    .filter(Boolean)
}
