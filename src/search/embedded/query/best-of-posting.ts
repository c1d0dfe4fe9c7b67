import type { Posting } from '../postings.ts'
import { selectionFrom } from './best-of-list.ts'
import type { Place } from './document-set.ts'
import type { Best, Selection } from './selection.ts'

/** Returns the best of all documents of a term that are not deleted: blocks of low impacts are skipped. */
export function bestOfPosting(
  { segment, scratch }: Place,
  posting: Posting,
  { weight, deleted }: { weight: number; deleted: number },
  { limit, above }: Best,
): Selection {
  const { kernels } = segment.memory
  const { documents: total } = segment.layout
  const { count, impacts, maxima } = posting
  const [scores, documents] = [scratch.take(limit * 4), scratch.take(limit * 4)]
  const found =
    posting.kind === 'list'
      ? kernels.bestOfImpacts(
          posting.list,
          impacts,
          maxima,
          deleted,
          count,
          weight,
          limit,
          above,
          scores,
          documents,
        )
      : kernels.bestOfRanks(
          posting.bits,
          posting.ranks,
          impacts,
          maxima,
          deleted,
          total,
          count,
          weight,
          limit,
          above,
          scores,
          documents,
        )
  return selectionFrom(segment, { documents, scores, found })
}
