import type { Posting } from '../postings.ts'
import type { DocumentSet } from './document-set.ts'

/** What scores the documents of a segment: each clause adds its weight times the largest impact of its parts. */
export type Scoring = {
  readonly clauses: readonly { readonly weight: number; readonly parts: readonly Posting[] }[]
  /** Documents whose scores are multiplied by 5/4. */
  readonly boosted: DocumentSet | null
  /** Documents that come before all others. */
  readonly preferred: DocumentSet | null
}

/** More than any score. */
export const PREFERRED_SCORE = 2 ** 28
