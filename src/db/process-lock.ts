import { DatabaseSync } from 'node:sqlite'
import { isBusy } from './busy.ts'

/**
 * Takes a lock that one holder on this machine has at a time. The system releases it when the process ends, however that
 * happens. `path` is a file for this lock alone, which stays empty.
 *
 * @returns how to release it; null when somebody else has it.
 */
export function takeProcessLock(path: string): (() => void) | null {
  const file = new DatabaseSync(path, { timeout: 0 })
  try {
    file.exec('begin exclusive')
    return () => file.close()
  } catch (error) {
    file.close()
    if (isBusy(error)) return null
    throw error
  }
}

/** Takes a lock. Returns a function that releases it; null if somebody else has it. */
export type TakeLock = () => (() => void) | null

/** Returns whether somebody has a lock. */
export function isTaken(take: TakeLock): boolean {
  const release = take()
  release?.()
  return release === null
}
