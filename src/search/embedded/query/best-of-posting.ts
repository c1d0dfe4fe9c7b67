import type { Posting } from '../postings.ts'
import type { Bound, Written } from './best-documents.ts'
import type { Place } from './document-set.ts'
import type { Scoring } from './scoring.ts'

/** Finds the best of all documents of a term that are not deleted: blocks of low impacts are skipped. */
export function bestOfPosting(
  { segment, scratch }: Place,
  posting: Posting,
  { clauses, deleted }: Scoring,
  limit: number,
  { above, tied }: Bound,
): Written {
  const { kernels } = segment.memory
  const { weight } = clauses[0]!
  const { count, impacts, maxima } = posting
  const scores = scratch.take(limit * 4)
  const documents = scratch.take(limit * 4)
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
          tied,
          scores,
          documents,
        )
      : kernels.bestOfRanks(
          posting.bits,
          posting.ranks,
          impacts,
          maxima,
          deleted,
          segment.layout.documents,
          count,
          weight,
          limit,
          above,
          tied,
          scores,
          documents,
        )
  return { documents, scores, found }
}
