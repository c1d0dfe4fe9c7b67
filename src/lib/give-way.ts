import { constants, setPriority } from 'node:os'

/**
 * Lets others have the processor first, above all a server that answers beside: this process and those that it starts
 * from now on, on Linux the calling thread alone. A system that knows no priorities goes on without.
 */
export function giveWay(): void {
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // NOTE: nothing depends on it.
  }
}
