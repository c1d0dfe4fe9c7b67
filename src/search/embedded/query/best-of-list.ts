import { bytesOfBitmap, type Segment } from '../segment.ts'
import { bitsOf, type DocumentSet, type Place } from './document-set.ts'
import { raiseImpacts } from './impacts.ts'
import { hasLifts, writeHead } from './lifts.ts'
import { PREFERRED_SCORE, type Scoring } from './scoring.ts'
import type { Best, Selection } from './selection.ts'

/** Scores the documents of a list, and returns the best. */
export function bestOfList(
  place: Place,
  hits: DocumentSet & { kind: 'list' },
  scoring: Scoring,
  { limit, above }: Best,
): Selection {
  const { segment, scratch } = place
  const scores = scoreHits(place, hits, hits, scoring)
  const outScores = scratch.take(limit * 4)
  const outDocuments = scratch.take(limit * 4)
  const { kernels } = segment.memory
  const found = kernels.bestOfScores(hits.list, scores, hits.count, limit, above, outScores, outDocuments)
  return selectionFrom(segment, { documents: outDocuments, scores: outScores, found })
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

/** Returns a kernel's best documents and their scores. */
export function selectionFrom(
  { memory: { words, signed } }: Segment,
  { documents, scores, found }: { documents: number; scores: number; found: number },
): Selection {
  return {
    documents: words.slice(documents >> 2, (documents >> 2) + found),
    keys: new Float64Array(signed.subarray(scores >> 2, (scores >> 2) + found)),
  }
}
