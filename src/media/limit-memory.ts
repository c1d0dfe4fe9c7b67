import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Room for the stacks of threads that have yet to start; they count as data although little of them is ever used. */
const STACKS_BYTES = 64 * 2 ** 20
/** Longest that the program may take that sets the limit. */
const TIMEOUT_MS = 5000

/**
 * Lets the system refuse this process more than `maxBytes` of memory (RLIMIT_DATA, setrlimit(2)), so that no single
 * allocation passes the limit before anybody looks. Sets it by prlimit of util-linux; does nothing where that is not
 * there. RLIMIT_AS would not do: V8 reserves more addresses than it ever uses. What has been reserved but is not
 * resident yet is allowed for.
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
