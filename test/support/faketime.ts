import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/**
 * Returns the variables with which programs have a clock that is ahead by so many seconds; null where Debian's `faketime` is not
 * installed. What measures durations is left alone.
 */
export async function clockAhead(seconds: number): Promise<Record<string, string> | null> {
  const run = promisify(execFile)('faketime', ['-f', `+${seconds}s`, 'env'])
  const printed = await run.catch(() => null)
  if (printed === null) return null
  const preload = /^LD_PRELOAD=(.+)$/m.exec(printed.stdout)![1]!
  return { LD_PRELOAD: preload, FAKETIME: `+${seconds}s`, FAKETIME_DONT_FAKE_MONOTONIC: '1' }
}
