import type { Clause } from '../../query.ts'
import type { Posting } from '../postings.ts'
import { findPosting } from '../segment.ts'
import { type DocumentSet, type Place, union } from './document-set.ts'
import { phrasePosting } from './phrase.ts'

/** A clause in a segment: the documents of each of its readings that occur there, and all of them. */
export type FoundClause = { readonly parts: readonly Posting[]; readonly set: DocumentSet }

/** Finds the documents of a clause. */
export function findClause(place: Place, clause: Clause): FoundClause {
  const parts = clause
    .map((terms) =>
      terms.length === 1 ? findPosting(place.segment, terms[0]!) : phrasePosting(place, terms),
    )
    .filter((posting) => posting !== null)
  return { parts, set: union(place, parts) }
}

/** The highest weight of a clause is about 16 times this. */
const WEIGHT_SCALE = 16

/**
 * Returns how much a clause counts that `count` of `documents` match, by the inverse document frequency of Lucene's
 * BM25.
 */
export function clauseWeight(count: number, documents: number): number {
  return Math.max(1, Math.round(WEIGHT_SCALE * Math.log(1 + (documents - count + 0.5) / (count + 0.5))))
}
