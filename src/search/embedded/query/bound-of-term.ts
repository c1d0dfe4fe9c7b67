import { MAX_IMPACT } from '../../impact.ts'
import { COUNT_TABLES } from '../kernels/kernels.ts'
import { blocksOf, type Posting } from '../postings.ts'
import { type Bound, NO_BOUND } from './best-documents.ts'
import type { Place } from './document-set.ts'
import { onlyPosting } from './only-posting.ts'
import type { PartOfHits } from './selection.ts'

const VALUES = MAX_IMPACT + 1

/**
 * Returns what the best `wanted` documents score at least, if all that is scored is one frequent term: each of the highest
 * maxima of blocks is the impact of a document. Some of these may be deleted, so fewer documents may have such scores.
 */
export function boundOfTerm(parts: readonly PartOfHits[], wanted: number): Bound {
  const counts: Uint32Array[] = []
  for (const { place, hits, scoring } of parts) {
    const posting = onlyPosting(scoring!, hits)
    if (posting?.kind === 'bits') counts.push(countMaxima(place, posting))
  }
  if (counts.length === 0) return NO_BOUND
  const { weight } = parts[0]!.scoring!.clauses[0]!
  let left = withReserve(parts, wanted)
  for (let impact = MAX_IMPACT; impact > 0; impact--) {
    for (const ofSegment of counts) left -= ofSegment[impact]!
    if (left <= 0) return { above: impact * weight - 1, tied: 0 }
  }
  return NO_BOUND
}

/** Returns how many blocks of a segment have each maximum. */
function countMaxima({ segment, scratch }: Place, { maxima }: Posting): Uint32Array {
  const { kernels, words } = segment.memory
  const tables = scratch.zeros(COUNT_TABLES * VALUES * 4)
  kernels.countBytes(maxima, blocksOf(segment.layout.documents), tables)
  return words.subarray(tables >> 2, (tables >> 2) + VALUES)
}

/** How many more are counted than the share of deleted documents lets expect, in relation to it. */
const RESERVE = 4

/** Returns how many documents have to be counted so that so many of them are most probably not deleted. */
function withReserve(parts: readonly PartOfHits[], wanted: number): number {
  let documents = 0
  let deleted = 0
  for (const { place } of parts) {
    documents += place.segment.layout.documents
    deleted += place.deleted?.count ?? 0
  }
  return deleted === 0 ? wanted : Math.ceil(wanted * (1 + (RESERVE * deleted) / documents)) + RESERVE
}
