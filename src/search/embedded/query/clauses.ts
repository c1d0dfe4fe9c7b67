import { type Clause, PREFIX_MARK } from '../../query.ts'
import { termsWithPrefix } from '../dictionary.ts'
import type { Posting } from '../postings.ts'
import { findPosting, postingOf } from '../segment.ts'
import { type DocumentSet, type Place, union } from './document-set.ts'
import { phrasePosting } from './phrase.ts'

/** A clause in a segment: the documents of each of its readings that occur there, and all of them. */
export type FoundClause = { readonly parts: readonly Posting[]; readonly set: DocumentSet }

/** Returns the documents with any term of a text that begins like this one. They all have the impact 1. */
function prefixPosting(place: Place, term: string): Posting | null {
  const { memory, layout } = place.segment
  const [from, to] = termsWithPrefix(memory, layout.dictionary, term.slice(0, -PREFIX_MARK.length))
  const postings: Posting[] = []
  // Only terms of texts have impacts.
  for (let number = from; number < to; number++)
    if (memory.bytes[layout.withImpacts + number] === 1) postings.push(postingOf(place.segment, number))
  const set = union(place, postings)
  if (set.count === 0 || set.kind === 'all') return null
  const scores = { impacts: 0, maxima: 0 }
  return set.kind === 'list'
    ? { kind: 'list', count: set.count, list: set.list, ...scores }
    : { kind: 'bits', count: set.count, bits: set.bits, ranks: 0, ...scores }
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
