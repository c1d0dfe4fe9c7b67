import type { Posting } from '../postings.ts'
import type { DocumentSet } from './document-set.ts'
import { hasLifts } from './lifts.ts'
import type { Scoring } from './scoring.ts'

/** Returns the only term that is searched for, if all of its documents were found; null otherwise. */
export function onlyPosting({ clauses, lifts, preferred }: Scoring, hits: DocumentSet): Posting | null {
  if (clauses.length !== 1 || hasLifts(lifts) || preferred) return null
  const { parts, count } = clauses[0]!
  if (parts.length !== 1 || count !== hits.count || parts[0]!.maxima === 0) return null
  return parts[0]!
}
