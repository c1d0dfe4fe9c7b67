import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Load } from './load.ts'
import type { LoadTimes } from './load-at-rate.ts'

const run = promisify(execFile)
const fileOf = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const program = fileOf('../../bin/vitrine')

export type Started = { readonly pid: number; readonly line: string; stop(): Promise<void> }

/** Starts a program of Node and waits for its first line. */
export const start = (args: readonly string[]): Promise<Started> => startCommand(process.execPath, args)

/** Starts a command and waits for its first line. */
export async function startCommand(command: string, args: readonly string[]): Promise<Started> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  let line = ''
  for await (const text of child.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    line += text
    if (line.includes('\n')) break
  }
  child.stdout.resume()
  return {
    pid: child.pid!,
    line: line.trim(),
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** Starts `vitrine …`. */
export const startVitrine = (args: readonly string[]) => start([program, ...args])

/** A server of a library, which warns only. */
export type Serving = Started & {
  /** Its address over plain HTTP. */
  readonly base: string
}

/** Starts `vitrine serve` on free ports for the library in a data folder, perhaps with options of Node itself. */
export async function serve(
  data: string,
  options: readonly string[] = [],
  ofNode: readonly string[] = [],
): Promise<Serving> {
  const ports = ['--port', '0', '--tls-port', '0']
  const log = ['--json', '--log-level', 'warn']
  const started = await start([...ofNode, program, 'serve', ...ports, ...log, '--data', data, ...options])
  return { ...started, base: JSON.parse(started.line).http.replace('localhost', '127.0.0.1') }
}

/** Runs `vitrine …` and returns its output. */
export const vitrine = async (args: readonly string[]) =>
  (await run(process.execPath, [program, ...args])).stdout

/** Options of Node for a process that collects garbage when it gets the signal SIGUSR2. */
export const COLLECT_ON_SIGNAL = ['--expose-gc', '--import', fileOf('collect-on-signal.ts')]

/** Options of Node for a server whose threads can inject requests into themselves. */
export const INJECTING = ['--import', fileOf('inject-requests.ts')]

/** Starts a program in this folder. */
export const startHere = (name: string, args: readonly string[]) => start([fileOf(name), ...args])

/** Runs a program in this folder and returns its output. */
export const runHere = async (name: string, args: readonly string[]) =>
  (await run(process.execPath, [fileOf(name), ...args])).stdout

/** Requests at a rate for some seconds; as many at once as the server answers if the rate is 0. */
type LoadAtRate = {
  readonly base: string
  readonly key: string
  readonly seconds: number
  readonly rate: number
  readonly paths: readonly string[]
}

/** Sends requests at a rate, and returns what they took. */
export async function loadAtRate({ base, key, seconds, rate, paths }: LoadAtRate): Promise<LoadTimes> {
  const ran = run(process.execPath, [fileOf('load-at-rate.ts'), base, key, String(seconds), String(rate)], {
    maxBuffer: 2 ** 28,
  })
  // They may be longer than an argument can be.
  ran.child.stdin!.end(JSON.stringify(paths))
  return JSON.parse((await ran).stdout)
}

/** The durations of requests in ms that are sent at a rate. */
export const timesAtRate = async (load: LoadAtRate): Promise<readonly number[]> =>
  (await loadAtRate(load)).times

/** Responses per second under a load. */
export const perSecond = async (load: Load): Promise<number> =>
  Number(await runHere('load.ts', [JSON.stringify(load)]))
