import { COUNT_TABLES } from '../kernels/kernels.ts'
import { bytesOfBitmap } from '../segment.ts'
import { scoreHits } from './best-of-list.ts'
import type { PartOfHits, Selection } from './selection.ts'

/** The scores of all documents that were found in a segment. */
export type ScoredHits = {
  readonly highest: number
  /** Adds to `counts` how many documents have each score, without its lowest `shift` bits. */
  count(shift: number, counts: Uint32Array): void
  /** Selects the documents with scores from `lowest` to `highest`, the highest first. */
  between(lowest: number, highest: number): Selection
}

/** At least any score. */
const MOST = 2 ** 29 - 1
/** More than any segment has documents, as each takes over a hundred bytes. */
const INDEXES = 2 ** 24

/** Scores all documents that were found in a segment. */
export function scoredHits({ place, hits, scoring }: PartOfHits): ScoredHits {
  const { segment, scratch } = place
  const { kernels, words, signed } = segment.memory
  const scores = scoreHits(place, hits, scoring!)
  return {
    highest: kernels.highestScore(scores, hits.count),
    count(shift, counts) {
      const tables = scratch.zeros(COUNT_TABLES * counts.length * 4)
      kernels.countScores(scores, hits.count, shift, tables, counts.length)
      for (let at = 0; at < counts.length; at++) counts[at]! += words[(tables >> 2) + at]!
    },
    between(lowest, highest) {
      const indexes = scratch.take(hits.count * 4)
      const length = kernels.scoresBetween(scores, hits.count, lowest, highest, indexes)
      const own = Float64Array.from(
        { length },
        (_, at) => signed[(scores >> 2) + words[(indexes >> 2) + at]!]!,
      )
      if (hits.kind === 'bits')
        kernels.documentsAtRanks(hits.bits, bytesOfBitmap(segment), indexes, length, indexes)
      else if (hits.kind === 'list')
        for (let at = indexes >> 2; at < (indexes >> 2) + length; at++)
          words[at] = words[(hits.list >> 2) + words[at]!]!
      return highestFirst(segment, words.subarray(indexes >> 2, (indexes >> 2) + length), own)
    },
  }
}

/** Sorts ascending documents by their scores. */
function highestFirst(
  segment: Selection['segment'],
  ascending: Uint32Array,
  scores: Float64Array,
): Selection {
  const { length } = ascending
  // The highest score first, then the lowest index. Both are exact in one number of 53 bits.
  const order = scores.map((score, index) => (MOST - score) * INDEXES + index).sort()
  const documents = new Uint32Array(length)
  const keys = new Float64Array(length)
  for (let at = 0; at < length; at++) {
    const below = Math.floor(order[at]! / INDEXES)
    keys[at] = MOST - below
    documents[at] = ascending[order[at]! - below * INDEXES]!
  }
  return { segment, documents, first: 0, length, keys }
}
