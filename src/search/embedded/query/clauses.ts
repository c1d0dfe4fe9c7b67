import { type Clause, PREFIX_MARK } from '../../query.ts'
import { termsWithPrefix } from '../dictionary.ts'
import type { Posting } from '../postings.ts'
import { bytesOfBitmap, findPosting, postingOf, type Segment } from '../segment.ts'
import { TERM } from '../term-kinds.ts'
import { type DocumentSet, type Place, type StoredSet, setOfBits, union } from './document-set.ts'
import { phrasePosting } from './phrase.ts'

/** A clause in a segment: the documents of each of its readings that occur there, and all of them. */
export type FoundClause = { readonly parts: readonly Posting[]; readonly set: DocumentSet }

/** Returns the documents with any term of a text that begins like this one. They all have the impact 1. */
function prefixPosting(place: Place, term: string): Posting | null {
  const { segment, scratch } = place
  const { memory, layout } = segment
  const [from, to] = termsWithPrefix(memory, layout.dictionary, term.slice(0, -PREFIX_MARK.length))
  const only = onlyTextTerm(segment, from, to)
  if (only === null) return null
  if (only !== 'several') return withoutImpacts(postingOf(segment, only))
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

/** Returns the only term of texts from a number to before another one; null if there is none. */
function onlyTextTerm({ memory, layout }: Segment, from: number, to: number): number | 'several' | null {
  let only: number | null = null
  // Only terms of texts have impacts.
  for (let number = from; number < to; number++) {
    if (memory.bytes[layout.kinds + number] === TERM.key) continue
    if (only !== null) return 'several'
    only = number
  }
  return only
}

/** Finds the documents of a clause. */
export function findClause(place: Place, clause: Clause): FoundClause {
  const parts: Posting[] = []
  for (const reading of clause) {
    const posting = findReading(place, reading)
    if (posting !== null) parts.push(posting)
  }
  return { parts, set: union(place, parts) }
}

function findReading(place: Place, terms: Clause[number]): Posting | null {
  if (terms.length > 1) return phrasePosting(place, terms)
  const [term] = terms as [string]
  return term.endsWith(PREFIX_MARK) ? prefixPosting(place, term) : findPosting(place.segment, term)
}

/** The highest weight of a clause is about 16 times this. */
export const WEIGHT_SCALE = 16

/**
 * Returns how much a clause counts that `count` of `documents` match, by the inverse document frequency of Lucene's
 * BM25.
 */
export function clauseWeight(count: number, documents: number): number {
  return Math.max(1, Math.round(WEIGHT_SCALE * Math.log(1 + (documents - count + 0.5) / (count + 0.5))))
}
