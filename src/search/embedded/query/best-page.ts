import type { Posting } from '../postings.ts'
import { bestInBand } from './best-in-band.ts'
import { bestOfBits } from './best-of-bits.ts'
import { bestOfList } from './best-of-list.ts'
import { bestOfPosting } from './best-of-posting.ts'
import { type DocumentSet, listOf } from './document-set.ts'
import { pageInOrder } from './in-order.ts'
import { LeastKey } from './least-key.ts'
import { hasLifts } from './lifts.ts'
import type { Scoring } from './scoring.ts'
import type { Best, Page, PartOfHits, SelectedPages, Selection } from './selection.ts'

/** Longer pages are not found by the kernels that skip blocks, which insert documents one by one. */
const MAX_INSERTED = 200

/** Returns the documents of the highest scores. */
export function bestPage(parts: readonly PartOfHits[], page: Page): SelectedPages {
  if (parts.every(({ scoring }) => isLevel(scoring!))) return pageInOrder(parts, { by: 'newest' }, page)
  const wanted = page.skip + page.count
  if (wanted > MAX_INSERTED) return bestInBand(parts, page)
  const least = new LeastKey(wanted)
  // What is found in the largest segment limits what has to be considered in the others.
  const largestFirst = parts.toSorted((a, b) => b.hits.count - a.hits.count)
  const selected = largestFirst.map((part) => {
    const limit = Math.min(wanted, part.hits.count)
    const selection = bestOf(part, { limit, above: Math.max(0, least.value) - 1 })
    least.add(selection.keys)
    return { segment: part.place.segment, ...selection }
  })
  return { selected, skip: page.skip }
}

function bestOf({ place, hits, scoring }: PartOfHits, best: Best): Selection {
  const only = onlyPosting(scoring!, hits)
  if (only) {
    const [{ weight }] = scoring!.clauses as [Scoring['clauses'][number]]
    return bestOfPosting(place, only, { weight, deleted: scoring!.deleted }, best)
  }
  return hits.kind === 'bits'
    ? bestOfBits(place, hits, scoring!, best)
    : bestOfList(place, listOf(place, hits), scoring!, best)
}

/** Returns whether all documents that are found have the same score. */
function isLevel({ clauses, lifts, preferred }: Scoring): boolean {
  if (hasLifts(lifts) || preferred) return false
  return clauses.length === 1 && clauses[0]!.parts.every(({ impacts }) => impacts === 0)
}

/** Returns the only term that is searched for, if all of its documents were found; null otherwise. */
function onlyPosting({ clauses, lifts, preferred }: Scoring, hits: DocumentSet): Posting | null {
  const [clause, ...others] = clauses
  const [posting, ...alternatives] = clause?.parts ?? []
  if (!posting || others.length > 0 || alternatives.length > 0 || hasLifts(lifts) || preferred) return null
  return clause!.count === hits.count && posting.maxima !== 0 ? posting : null
}
