import type { Place } from './document-set.ts'

/** The numbers of names, the most frequent first. */
export type MostFrequent = {
  /** How many documents have the next one, and all after it at most; 0 after the last. */
  readonly count: number
  /** Returns the next one. */
  next(): number
}

/** So many are sorted at first, and twice as many with each further time. */
const SORTED_FIRST = 64
/** More than any count. */
const MOST = 0x7fffffff

/**
 * Walks through the names from `from` to before `to` by their counts (4 bytes each), the highest first. Equal ones are
 * in the order of their numbers.
 */
export function mostFrequent(
  { segment, scratch }: Place,
  { counts, from, to }: { readonly counts: number; readonly from: number; readonly to: number },
): MostFrequent {
  const { words, kernels } = segment.memory
  const first = counts + from * 4
  const countAt = (index: number) => words[(first >> 2) + index]!
  let rank = SORTED_FIRST / 2
  let highest = to > from ? MOST : 0
  let sorted: number[] = []
  let next = 0

  /** Sorts the next ones: those with counts up to `highest`. */
  function sortMore(): void {
    rank *= 2
    const start = scratch.take(0)
    const least = Math.max(1, kernels.countAtRank(first, to - from, rank, scratch.take(rank * 4)))
    const indexes = scratch.take((to - from) * 4)
    const found = kernels.scoresBetween(first, to - from, least, highest, indexes)
    scratch.keep(start, 0)
    const all = words.subarray(indexes >> 2, (indexes >> 2) + found)
    const higher = [...all.filter((index) => countAt(index) > least)]
    // The least may be the count of most names, so these are not sorted with the others.
    const lowest = all.filter((index) => countAt(index) === least)
    sorted = [...higher.sort((a, b) => countAt(b) - countAt(a) || a - b), ...lowest]
    next = 0
    highest = least - 1
  }

  return {
    get count() {
      while (next === sorted.length && highest > 0) sortMore()
      return next < sorted.length ? countAt(sorted[next]!) : 0
    },
    next: () => from + sorted[next++]!,
  }
}
