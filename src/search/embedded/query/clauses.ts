import { type Clause, PREFIX_MARK } from '../../query.ts'
import type { Posting } from '../postings.ts'
import { bytesOfBitmap, postingOf } from '../segment.ts'
import type { StoredTerm } from '../stored-term.ts'
import { prefixIn, termIn } from '../view.ts'
import { type DocumentSet, type Place, type StoredSet, setOfBits, union } from './document-set.ts'
import { phrasePosting } from './phrase.ts'

/** A clause in a segment. */
export type FoundClause = {
  /** The documents of each of its readings that occur there. */
  readonly parts: readonly Posting[]
  /** All of these documents. */
  readonly set: DocumentSet
  /** The term that these are the documents of, if there is only one. */
  readonly term: StoredTerm | null
}

/** Returns the documents with any term of a text that begins like this one. They all have the impact 1. */
function prefixPosting(place: Place, term: string): Posting | null {
  const { segment, scratch } = place
  const { memory, layout } = segment
  const found = prefixIn(place, term.slice(0, -PREFIX_MARK.length))
  if (found === null) return null
  const { from, to, only } = found
  if (only !== null) return withoutImpacts(postingOf(segment, only))
  const { counts, postings, kinds, documents } = layout
  const bytes = bytesOfBitmap(segment)
  const bits = scratch.emptyBitmap()
  const count = memory.kernels.joinTerms(counts, postings, kinds, from, to, documents, bits, bytes)
  return withoutImpacts(setOfBits(place, bits, count))
}

/** Returns the documents of a set as those of a term, each with the impact 1. */
export const withoutImpacts = (set: StoredSet): Posting =>
  set.kind === 'bits'
    ? { kind: 'bits', count: set.count, bits: set.bits, ranks: 0, impacts: 0, maxima: 0 }
    : { kind: 'list', count: set.count, list: set.list, impacts: 0, maxima: 0 }

/** Finds the documents of a clause. */
export function findClause(place: Place, clause: Clause): FoundClause {
  const parts: Posting[] = []
  let term: StoredTerm | null = null
  for (const reading of clause) {
    const isTerm = reading.length === 1 && !reading[0]!.endsWith(PREFIX_MARK)
    const stored = isTerm ? termIn(place, reading[0]!) : null
    const posting = isTerm ? stored?.posting : sequencePosting(place, reading)
    if (!posting) continue
    parts.push(posting)
    term = stored
  }
  return { parts, set: union(place, parts), term: parts.length === 1 ? term : null }
}

const sequencePosting = (place: Place, terms: Clause[number]): Posting | null =>
  terms.length > 1 ? phrasePosting(place, terms) : prefixPosting(place, terms[0]!)
