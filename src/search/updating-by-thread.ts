import { setTimeout as delay } from 'node:timers/promises'
import type { FollowingIndex, UpdatingThread } from './search-index.ts'

/**
 * Follows the thread that updates an index which all threads read where it is, so that nothing is sent to those that read.
 *
 * @param pollMs between two looks at how far the index has come.
 */
export function updatingByThread(pollMs: number) {
  let updating: UpdatingThread | null = null
  return {
    /** Waits while there is such a thread and the index is behind. Returns whether there is one. */
    async untilUpdated(isBehind: () => boolean | Promise<boolean>): Promise<boolean> {
      while (updating && (await isBehind())) {
        updating?.wake()
        await delay(pollMs)
      }
      return updating !== null
    },
    follow(thread: UpdatingThread): FollowingIndex {
      updating = thread
      return {
        receive() {},
        loaded: Promise.resolve(),
        whole: () => null,
        end() {
          updating = null
        },
      }
    },
  }
}
