import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Load } from './load.ts'

const run = promisify(execFile)
const fileOf = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const program = fileOf('../../bin/vitrine')

export type Started = { readonly pid: number; readonly line: string; stop(): Promise<void> }

/** Starts a program and waits for its first line. */
export async function start(args: readonly string[]): Promise<Started> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
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

/** Runs `vitrine …` and returns its output. */
export const vitrine = async (args: readonly string[]) =>
  (await run(process.execPath, [program, ...args])).stdout

/** Starts a program in this folder. */
export const startHere = (name: string, args: readonly string[]) => start([fileOf(name), ...args])

/** Runs a program in this folder and returns its output. */
export const runHere = async (name: string, args: readonly string[]) =>
  (await run(process.execPath, [fileOf(name), ...args])).stdout

/** Responses per second under a load. */
export const perSecond = async (load: Load): Promise<number> =>
  Number(await runHere('load.ts', [JSON.stringify(load)]))
