import { bytesOfBitmap } from '../segment.ts'
import type { Bound, Written } from './best-documents.ts'
import { bitsOf, type DocumentSet, type Place } from './document-set.ts'
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
  const own = scoreHits(place, hits, hits, scoring)
  const scores = scratch.take(limit * 4)
  const documents = scratch.take(limit * 4)
  const { kernels } = segment.memory
  const found = kernels.bestOfScores(hits.list, own, hits.count, limit, above, tied, scores, documents)
  return { documents, scores, found }
}

/** Returns the address of the scores of `hits`, of which `list` is a list, 4 bytes each. */
export function scoreHits(
  place: Place,
  hits: DocumentSet,
  { list, count }: DocumentSet & { kind: 'list' },
  scoring: Scoring,
): number {
  const { segment, scratch } = place
  const { kernels, bytes } = segment.memory
  const scores = scratch.zeros(count * 4)
  const impacts = scratch.take(count)
  for (const { weight, parts } of scoring.clauses) {
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
      else raiseImpacts(segment, { list, count }, part, impacts)
    }
    kernels.addScores(impacts, count, weight, scores)
  }
  if (hasLifts(scoring.lifts)) {
    const clauses = scoring.clauses.length
    const head = writeHead(place, scoring.lifts, { clauses, lifted: clauses, bytes: 0 })
    kernels.liftScores(list, count, head, scores)
  }
  if (scoring.preferred) {
    bytes.fill(0, impacts, impacts + count)
    kernels.raiseByBits(list, count, bitsOf(place, scoring.preferred).bits, impacts)
    kernels.addScores(impacts, count, PREFERRED_SCORE, scores)
  }
  return scores
}
