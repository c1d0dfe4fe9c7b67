import { constants, setPriority } from 'node:os'

/**
 * Lowers the priority of this process and of those that it starts from now on (on Linux of the calling thread only), so
 * that a server on the same machine is not slowed down. Does nothing on systems without priorities.
 */
export function lowerPriority(): void {
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // NOTE: it is only an optimisation.
  }
}
