import type { Segment } from '../segment.ts'
import { bitsOf, type DocumentSet, type Place } from './document-set.ts'
import { raiseImpacts } from './impacts.ts'
import { PREFERRED_SCORE, type Scoring } from './scoring.ts'
import type { Page, Selection } from './selection.ts'

/** Longer pages are selected by sorting the scores around them. */
const MAX_INSERTED = 200
const BUCKET_BITS = 12
/** More than any segment has documents. */
const INDEXES = 2 ** 24

/**
 * Scores the documents of a list, and returns a page of the best. `impacts` is the address of those of the only clause, if
 * they are known.
 */
export function bestOfList(
  place: Place,
  hits: DocumentSet & { kind: 'list' },
  scoring: Scoring,
  page: Page,
  impacts?: number,
): Selection {
  const { segment, scratch } = place
  const { kernels } = segment.memory
  const scores =
    impacts === undefined
      ? scoreList(place, hits, scoring)
      : scoreByImpacts(place, hits.count, impacts, scoring.clauses[0]!.weight)
  const limit = Math.min(hits.count, page.skip + page.count)
  if (limit > MAX_INSERTED) return bestByBuckets(place, hits, scores, page)
  const outScores = scratch.take(limit * 4)
  const outDocuments = scratch.take(limit * 4)
  const found = kernels.bestOfScores(hits.list, scores, hits.count, limit, outScores, outDocuments)
  return selectionFrom(segment, { documents: outDocuments, scores: outScores, found }, page)
}

/** Returns the address of the scores of listed documents, 4 bytes each. */
function scoreList(place: Place, { list, count }: DocumentSet & { kind: 'list' }, scoring: Scoring): number {
  const { segment, scratch } = place
  const { kernels, bytes } = segment.memory
  const scores = scratch.zeros(count * 4)
  const impacts = scratch.take(count)
  for (const { weight, parts } of scoring.clauses) {
    bytes.fill(0, impacts, impacts + count)
    for (const part of parts) raiseImpacts(segment, { list, count }, part, impacts)
    kernels.addScores(impacts, count, weight, scores)
  }
  if (scoring.boosted) kernels.boostScores(list, count, bitsOf(place, scoring.boosted).bits, scores)
  if (scoring.preferred) {
    bytes.fill(0, impacts, impacts + count)
    kernels.raiseByBits(list, count, bitsOf(place, scoring.preferred).bits, impacts)
    kernels.addScores(impacts, count, PREFERRED_SCORE, scores)
  }
  return scores
}

function scoreByImpacts({ segment, scratch }: Place, count: number, impacts: number, weight: number): number {
  const scores = scratch.zeros(count * 4)
  segment.memory.kernels.addScores(impacts, count, weight, scores)
  return scores
}

/** Returns the page of a kernel's best documents and their scores. */
export function selectionFrom(
  { memory: { words, signed } }: Segment,
  { documents, scores, found }: { documents: number; scores: number; found: number },
  { skip }: Page,
): Selection {
  const from = Math.min(skip, found)
  return {
    documents: words.slice((documents >> 2) + from, (documents >> 2) + found),
    keys: new Float64Array(signed.subarray((scores >> 2) + from, (scores >> 2) + found)),
  }
}

/** Sorts only the documents whose scores are between those of the first and the last one of the page. */
function bestByBuckets(
  { segment, scratch }: Place,
  { list, count }: DocumentSet & { kind: 'list' },
  scores: number,
  page: Page,
): Selection {
  const { kernels, words, signed } = segment.memory
  const highest = kernels.highestScore(scores, count)
  const shift = Math.max(0, 32 - Math.clz32(highest) - BUCKET_BITS)
  const buckets = scratch.zeros(4 << BUCKET_BITS)
  kernels.countScores(scores, count, shift, buckets)
  const countOf = (bucket: number) => words[(buckets >> 2) + bucket]!
  let before = 0
  let first = highest >> shift
  while (before + countOf(first) <= page.skip) before += countOf(first--)
  let last = first
  let reached = before + countOf(first)
  while (last > 0 && reached < page.skip + page.count) reached += countOf(--last)
  const candidates = scratch.take(count * 4)
  const found = kernels.scoresBetween(
    scores,
    count,
    last << shift,
    (first << shift) | ((1 << shift) - 1),
    candidates,
  )
  // The highest score first, then the lowest index. Both are exact in one number, as scores are below 2 ** 29.
  const order = Float64Array.from(
    words.subarray(candidates >> 2, (candidates >> 2) + found),
    (at) => (highest - signed[(scores >> 2) + at]!) * INDEXES + at,
  ).sort()
  const chosen = Uint32Array.from(
    order.subarray(page.skip - before, page.skip - before + page.count),
    (key) => key % INDEXES,
  )
  return {
    documents: chosen.map((at) => words[(list >> 2) + at]!),
    keys: Float64Array.from(chosen, (at) => signed[(scores >> 2) + at]!),
  }
}
