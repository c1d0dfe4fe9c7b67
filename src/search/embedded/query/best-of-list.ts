import { bytesOfBitmap } from '../segment.ts'
import type { Bound, Written } from './best-documents.ts'
import { bitsOf, type DocumentSet, listOf, type Place } from './document-set.ts'
import { raiseImpacts } from './impacts.ts'
import { hasLifts, writeHead } from './lifts.ts'
import { PREFERRED_SCORE, type Scoring } from './scoring.ts'

/** Scores the documents of a list, and finds the best. */
export function bestOfList(
  place: Place,
  hits: DocumentSet & { kind: 'list' },
  scoring: Scoring,
  limit: number,
  { above, tied }: Bound,
): Written {
  const { segment, scratch } = place
  const own = scoreHits(place, hits, scoring)
  const scores = scratch.take(limit * 4)
  const documents = scratch.take(limit * 4)
  const { kernels } = segment.memory
  const found = kernels.bestOfScores(hits.list, own, hits.count, limit, above, tied, scores, documents)
  return { documents, scores, found }
}

/** Returns the address of the scores of documents, 4 bytes each. */
export function scoreHits(place: Place, hits: DocumentSet, { clauses, lifts, preferred }: Scoring): number {
  const { segment, scratch } = place
  const { kernels, bytes } = segment.memory
  const { count } = hits
  const scores = scratch.zeros(count * 4)
  const impacts = scratch.take(count)
  // Documents of a bitmap are not listed where all that is needed are the ranks of other bitmaps.
  let listed: (DocumentSet & { kind: 'list' }) | null = null
  const list = () => {
    listed = listed ?? listOf(place, hits)
    return listed.list
  }
  for (const { weight, parts } of clauses) {
    bytes.fill(0, impacts, impacts + count)
    for (const part of parts) {
      if (hits.kind === 'bits' && part.kind === 'bits' && part.ranks !== 0)
        kernels.raiseHitsByRanks(
          hits.bits,
          bytesOfBitmap(segment),
          part.bits,
          part.ranks,
          part.impacts,
          impacts,
        )
      else raiseImpacts(segment, { list: list(), count }, part, impacts)
    }
    kernels.addScores(impacts, count, weight, scores)
  }
  if (hasLifts(lifts)) {
    const head = writeHead(place, lifts, { clauses: clauses.length, lifted: clauses.length, bytes: 0 })
    kernels.liftScores(list(), count, head, scores)
  }
  if (preferred) {
    bytes.fill(0, impacts, impacts + count)
    kernels.raiseByBits(list(), count, bitsOf(place, preferred).bits, impacts)
    kernels.addScores(impacts, count, PREFERRED_SCORE, scores)
  }
  return scores
}
