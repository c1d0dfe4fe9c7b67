import { existsSync, writeFileSync } from 'node:fs'
import { setPriority } from 'node:os'

/** The scheduler gives a process of this niceness about a tenth of the time of another (nice(2)). */
const NICENESS = 10
/** The system refuses a second change within a tenth of a second (autogroup in sched(7)). */
const RETRY_MS = 150
const MAX_TRIES = 20

/** Makes a program that was started in a session of its own give way to everything else on the machine. */
export function giveWay(pid: number): void {
  try {
    setPriority(pid, NICENESS)
  } catch {
    // NOTE: it has ended in the meantime, or this process gives way even more.
  }
  lowerSession(pid)
}

/**
 * Where Linux groups processes by session (autogroup, sched(7)), a niceness counts only within the group, and all groups
 * get equal shares of the processors unless they have a niceness themselves.
 */
function lowerSession(pid: number, triesLeft = MAX_TRIES): void {
  const path = `/proc/${pid}/autogroup`
  if (!existsSync(path)) return
  try {
    writeFileSync(path, String(NICENESS))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN' || triesLeft === 0) return
    setTimeout(() => lowerSession(pid, triesLeft - 1), RETRY_MS).unref()
  }
}
