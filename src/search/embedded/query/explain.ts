import { WEIGHT_SCALE } from '../../clause-weight.ts'
import type { Explanation, WordScore } from '../../explanation.ts'
import { MAX_IMPACT } from '../../impact.ts'
import type { SearchQuery } from '../../query.ts'
import { MAX_PRIOR } from '../../ranking.ts'
import { hasBit } from '../bits.ts'
import { writtenKey } from '../keys.ts'
import { searched, type ViewedSegment } from '../view.ts'
import { scoreHits } from './best-of-list.ts'
import { findClause } from './clauses.ts'
import type { DocumentSet } from './document-set.ts'
import { documentOf } from './filters.ts'
import { type Found, findAll } from './find.ts'
import { raiseImpacts } from './impacts.ts'
import type { Scoring } from './scoring.ts'
import { isScored, scoringOf } from './scoring-of.ts'

/** Divides scores of the kernels into those of BM25F: the sum of weights by what saturates at 1. */
const SCALE = (WEIGHT_SCALE * MAX_IMPACT) / MAX_PRIOR

/** A document that is explained, as a list of one. */
type Explained = { readonly place: Found; readonly listed: DocumentSet & { kind: 'list' } }

/** Explains the scores of those of these assets that a view has: see the port. */
export function explainView(
  segments: readonly ViewedSegment[],
  query: SearchQuery,
  { ids, thread }: { ids: readonly number[]; thread: number },
): Explanation[] {
  if (!isScored(query) || !query.text) return []
  const found = findAll(searched(segments, thread), query)
  if (found.length === 0) return []
  const scorings = scoringOf(found, query)
  return ids.flatMap((id) =>
    found.flatMap((place, index) => {
      const document = documentOf(place.segment, id)
      if (document < 0 || !isHit(place, document)) return []
      const { scratch } = place
      const list = scratch.take(4)
      place.segment.memory.words[list >> 2] = document
      const explained: Explained = { place, listed: { kind: 'list', count: 1, list } }
      const explanation = { id, ...explain(explained, query, scorings[index]!) }
      scratch.keep(list, 0)
      return [explanation]
    }),
  )
}

function isHit({ segment: { memory }, hits }: Found, document: number): boolean {
  if (hits.kind === 'bits') return hasBit(memory.bytes, hits.bits, document)
  if (hits.kind === 'all') return true
  return memory.words.subarray(hits.list >> 2, (hits.list >> 2) + hits.count).includes(document)
}

function explain(
  { place, listed }: Explained,
  { text }: SearchQuery,
  scoring: Scoring,
): Omit<Explanation, 'id'> {
  const readings = [
    ...text!.clauses.map((clause) => ({ clause, isWritten: false })),
    ...text!.emphasised.map((words) => ({ clause: words.map((word) => [word]), isWritten: true })),
  ]
  const words = readings.flatMap(({ clause, isWritten }, index): WordScore[] => {
    const { weight } = scoring.clauses[index]!
    const best = clause
      .map((terms) => ({
        terms,
        impact: impactIn({ place, listed }, isWritten ? terms.map(writtenKey) : terms),
      }))
      .reduce((a, b) => (b.impact > a.impact ? b : a))
    if (best.impact === 0) return []
    const score = (weight * best.impact) / SCALE
    return [{ terms: best.terms, isWritten, weight: weight / WEIGHT_SCALE, score }]
  })
  const scores = scoreHits(place, listed, { ...scoring, preferred: null })
  return { words, score: place.segment.memory.signed[scores >> 2]! / SCALE }
}

/** Returns the impact of adjacent terms in a document; 0 if it does not have them. */
function impactIn({ place, listed }: Explained, terms: readonly string[]): number {
  const impact = place.scratch.zeros(1)
  for (const part of findClause(place, [terms]).parts) raiseImpacts(place.segment, listed, part, impact)
  return place.segment.memory.bytes[impact]!
}
