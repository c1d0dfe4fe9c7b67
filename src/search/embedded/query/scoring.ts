import type { Posting } from '../postings.ts'
import type { DocumentSet } from './document-set.ts'
import type { Lifts } from './lifts.ts'

/** What scores the documents of a segment: each clause adds its weight times the largest impact of its parts. */
export type Scoring = {
  readonly clauses: readonly ScoredClause[]
  readonly lifts: Lifts
  /** Documents that come before all others. */
  readonly preferred: DocumentSet | null
  /** The address of the bitmap of deleted documents; 0 if there are none. */
  readonly deleted: number
}

/** A clause, as it scores the documents of a segment. */
export type ScoredClause = {
  readonly weight: number
  readonly parts: readonly Posting[]
  /** How many documents of the segment that are not deleted match it. */
  readonly count: number
}

/** More than any score. */
export const PREFERRED_SCORE = 2 ** 28
