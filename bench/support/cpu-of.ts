import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

export type Cost = { readonly cpuMs: number; readonly wallMs: number }

/** Measures a command including all processes that it starts, with the shell's `times`. */
export async function costOf(command: readonly string[]): Promise<Cost> {
  const startedMs = performance.now()
  const { stdout } = await run('bash', ['-c', '"$@" >/dev/null && times', 'bash', ...command])
  const wallMs = performance.now() - startedMs
  const [user, system] = stdout.trim().split('\n').at(-1)!.split(' ').map(toMs)
  return { cpuMs: user! + system!, wallMs }
}

/** Parses "1m2.345s" into milliseconds. */
function toMs(time: string): number {
  const [, minutes, seconds] = /^(\d+)m([\d.]+)s$/.exec(time)!
  return (Number(minutes) * 60 + Number(seconds)) * 1000
}
