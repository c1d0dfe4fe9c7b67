import { BestDocuments, type Bound, MAX_BEST, NO_BOUND, type Written } from './best-documents.ts'
import { bestInBand } from './best-in-band.ts'
import { bestOfBits } from './best-of-bits.ts'
import { bestOfList } from './best-of-list.ts'
import { bestOfPosting } from './best-of-posting.ts'
import { boundOfTerm } from './bound-of-term.ts'
import { listOf } from './document-set.ts'
import { pageInOrder } from './in-order.ts'
import { hasLifts } from './lifts.ts'
import { onlyPosting } from './only-posting.ts'
import type { Scoring } from './scoring.ts'
import type { Page, PartOfHits } from './selection.ts'

/** Returns the ids of the documents of a page by their scores. */
export function bestPage(parts: readonly PartOfHits[], page: Page): number[] {
  if (parts.every(({ scoring }) => isLevel(scoring!))) return pageInOrder(parts, { by: 'newest' }, page)
  const wanted = page.skip + page.count
  if (wanted > MAX_BEST) return bestInBand(parts, page)
  const ordered = largestFirst(parts)
  const total = parts.reduce((sum, { hits }) => sum + hits.count, 0)
  const bound = boundOfTerm(parts, wanted)
  let best = bestOfAll(ordered, wanted, bound)
  // So many of the highest impacts were of deleted documents.
  if (best.count < Math.min(wanted, total) && bound !== NO_BOUND) best = bestOfAll(ordered, wanted, NO_BOUND)
  return best.idsAfter(page.skip)
}

/** Returns the best documents of segments, if enough have scores within a bound. */
function bestOfAll(parts: readonly PartOfHits[], wanted: number, bound: Bound): BestDocuments {
  const best = new BestDocuments(wanted, bound)
  for (const part of parts) {
    const { segment } = part.place
    const limit = Math.min(wanted, part.hits.count)
    best.add(segment, bestOf(part, limit, best.boundIn(segment)))
  }
  return best
}

/** What is found in the largest segment limits what has to be considered in the others. */
const largestFirst = (parts: readonly PartOfHits[]) =>
  parts.length === 1 ? parts : parts.toSorted((a, b) => b.hits.count - a.hits.count)

/** Returns the best `limit` documents of a segment, as far as they matter. */
function bestOf({ place, hits, scoring }: PartOfHits, limit: number, bound: Bound): Written {
  const only = onlyPosting(scoring!, hits)
  if (only) return bestOfPosting(place, only, scoring!, limit, bound)
  return hits.kind === 'bits'
    ? bestOfBits(place, hits, scoring!, limit, bound)
    : bestOfList(place, listOf(place, hits), scoring!, limit, bound)
}

/** Returns whether all documents that are found have the same score. */
function isLevel({ clauses, lifts, preferred }: Scoring): boolean {
  if (hasLifts(lifts) || preferred) return false
  return clauses.length === 1 && clauses[0]!.parts.every(({ impacts }) => impacts === 0)
}
