import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Allowance for the stacks of threads that have yet to start; they count as data although little of them is used. */
const STACKS_BYTES = 64 * 2 ** 20
/** Time allowed for the program that sets the limit: long enough for a busy machine. */
const TIMEOUT_MS = 20_000

/**
 * Makes the system refuse this process more than `maxBytes` of memory (RLIMIT_DATA, setrlimit(2)), so that no single
 * allocation can exceed the limit between two checks. Uses prlimit of util-linux; does nothing where that is not
 * installed. RLIMIT_AS would not work, because V8 reserves more address space than it uses. Memory that is reserved but
 * not yet resident is added to the limit.
 */
export function limitMemory(maxBytes: number): void {
  if (process.platform !== 'linux') return
  const status = readFileSync('/proc/self/status', 'utf8')
  const bytesOf = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) * 1024
  const data = Math.round(bytesOf('VmData') - bytesOf('VmRSS') + STACKS_BYTES + maxBytes)
  spawnSync('prlimit', ['--pid', String(process.pid), `--data=${data}`], {
    stdio: 'ignore',
    timeout: TIMEOUT_MS,
  })
}
