import type { Posting } from '../postings.ts'
import { selectionFrom } from './best-of-list.ts'
import type { Place } from './document-set.ts'
import type { Page, Selection } from './selection.ts'

/** Returns a page of the best of all documents of a term: blocks of low impacts are skipped. */
export function bestOfPosting(
  { segment, scratch }: Place,
  posting: Posting,
  weight: number,
  page: Page,
): Selection {
  const { kernels } = segment.memory
  const { documents: total } = segment.layout
  const { count, impacts, maxima } = posting
  const limit = Math.min(count, page.skip + page.count)
  const [scores, documents] = [scratch.take(limit * 4), scratch.take(limit * 4)]
  const found =
    posting.kind === 'list'
      ? kernels.bestOfImpacts(posting.list, impacts, maxima, count, weight, limit, scores, documents)
      : kernels.bestOfRanks(
          posting.bits,
          posting.ranks,
          impacts,
          maxima,
          total,
          count,
          weight,
          limit,
          scores,
          documents,
        )
  return selectionFrom(segment, { documents, scores, found }, page)
}
