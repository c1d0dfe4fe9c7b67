import { hash } from 'node:crypto'
import { SharedLock } from '../lib/shared-lock.ts'
import { rateLeft, type Throttle } from './throttle.ts'

/** The memory in which threads count together. */
export type ThrottleMemory = { readonly places: SharedArrayBuffer; readonly lock: SharedArrayBuffer }

const WINDOW_MS = 1000
/** How many callers can be counted at once, in groups; each caller has one group. */
const GROUPS = 4096
const GROUP_PLACES = 16
/** The numbers of a place: whose it is, when their window ends (milliseconds), and how many queries it has had. */
const CALLER = 0
const END = 1
const COUNT = 2
const PLACE_NUMBERS = 3

/** Makes the memory of a throttle for this many threads. */
export const throttleMemory = (threads: number): ThrottleMemory => ({
  places: new SharedArrayBuffer(GROUPS * GROUP_PLACES * PLACE_NUMBERS * 8),
  lock: SharedLock.memory(threads),
})

/**
 * A throttle that counts in memory that the threads of a process share, so that limits are exact across them: in windows of
 * a second, of which each begins with the first query after the last one.
 *
 * @param member the number of this thread, from 1.
 */
export function sharedThrottle({ places, lock: buffer }: ThrottleMemory, member: number): Throttle {
  const numbers = new Float64Array(places)
  const lock = new SharedLock(buffer, member)
  return {
    async take({ id, qps }) {
      const { group, caller } = numbersOf(id)
      return lock.run(() => {
        // The same clock in all threads, which is never set back.
        const nowMs = Number(process.hrtime.bigint()) / 1e6
        const place = placeOf(numbers, { group, caller, nowMs })
        if (numbers[place + END]! <= nowMs) numbers.set([caller, nowMs + WINDOW_MS, 0], place)
        const count = ++numbers[place + COUNT]!
        return rateLeft(qps, count, numbers[place + END]! - nowMs)
      })
    },
  }
}

/**
 * Returns the place of a caller in its group; if it has none, one whose window has ended. If there is no such place either,
 * the caller whose window ends first loses the rest of it: that takes 17 callers of one group within a second.
 */
function placeOf(
  numbers: Float64Array,
  { group, caller, nowMs }: { readonly group: number; readonly caller: number; readonly nowMs: number },
): number {
  const first = group * GROUP_PLACES * PLACE_NUMBERS
  let free = first
  for (let place = first; place < first + GROUP_PLACES * PLACE_NUMBERS; place += PLACE_NUMBERS) {
    if (numbers[place + CALLER] === caller) return place
    if (numbers[place + END]! < numbers[free + END]!) free = place
  }
  if (numbers[free + END]! > nowMs) numbers[free + END] = nowMs
  return free
}

/** The group of a caller, and its number there: together 60 bits of a hash, so that no two callers share a place. */
function numbersOf(id: string): { group: number; caller: number } {
  const digest = hash('sha256', id, 'buffer')
  return { group: digest.readUInt16BE(0) % GROUPS, caller: 1 + digest.readUIntBE(2, 6) }
}
