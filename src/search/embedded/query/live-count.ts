import { bytesOfBitmap } from '../segment.ts'
import type { FoundClause } from './clauses.ts'
import type { DocumentSet, Place } from './document-set.ts'

/** Returns the number of documents of a set that are not deleted. */
export function liveCount({ segment, scratch, deleted }: Place, set: DocumentSet): number {
  if (!deleted || set.count === 0) return set.count
  const { kernels } = segment.memory
  if (set.kind === 'bits')
    return set.count - kernels.countBoth(set.bits, deleted.bits, bytesOfBitmap(segment))
  if (set.kind === 'list')
    return kernels.probe(set.list, set.count, deleted.bits, 0, scratch.take(set.count * 4))
  return set.count - deleted.count
}

/**
 * Returns the number of documents of a clause that are not deleted. That of a term is counted again only after others of the
 * segment were deleted.
 */
export function clauseCount(place: Place, { set, term }: FoundClause): number {
  if (!term || !place.deleted) return liveCount(place, set)
  const deleted = place.deleted.count
  if (term.left.deleted !== deleted) term.left = { deleted, count: liveCount(place, set) }
  return term.left.count
}
