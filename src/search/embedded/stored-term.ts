import { termsWithPrefix } from './dictionary.ts'
import type { Posting } from './postings.ts'
import { numberOfTerm, postingOf, type Segment } from './segment.ts'
import { TERM } from './term-kinds.ts'

/** A term of a segment. */
export type StoredTerm = {
  readonly number: number
  readonly posting: Posting
  /** How many of its documents were left when so many of the segment were deleted, the last time that was counted. */
  left: { readonly deleted: number; readonly count: number }
}

/** Finds a term; null if the segment does not have it. */
export function findStoredTerm(segment: Segment, term: string): StoredTerm | null {
  const number = numberOfTerm(segment, term)
  if (number < 0) return null
  const posting = postingOf(segment, number)
  return { number, posting, left: { deleted: 0, count: posting.count } }
}

/** The terms of texts that begin alike: those with numbers from `from` to before `to` that are not keys. */
export type PrefixTerms = {
  readonly from: number
  readonly to: number
  /** If there is only one, its number. */
  readonly only: number | null
}

/** Finds the terms of texts that begin like this; null if there are none. */
export function findPrefix({ memory, layout }: Segment, prefix: string): PrefixTerms | null {
  const [from, to] = termsWithPrefix(memory, layout.dictionary, prefix)
  let only: number | null = null
  for (let number = from; number < to; number++) {
    if (memory.bytes[layout.kinds + number] === TERM.key) continue
    if (only !== null) return { from, to, only: null }
    only = number
  }
  return only === null ? null : { from, to, only }
}
