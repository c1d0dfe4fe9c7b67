import { scoreHits } from './best-of-list.ts'
import { type DocumentSet, listOf } from './document-set.ts'
import { mergePages } from './merge-pages.ts'
import type { Page, PartOfHits, Selection } from './selection.ts'

/** Scores are counted by so many of their highest bits. */
const BUCKET_BITS = 10
/** The tables in which a kernel counts scores. */
const TABLES = 4
/** More than any segment has documents, as each takes over a hundred bytes. */
const INDEXES = 2 ** 24

/** A listed document's scores, 4 bytes each, are at `scores`. */
type ScoredList = PartOfHits & { readonly list: DocumentSet & { kind: 'list' }; readonly scores: number }
/** Scores from `lowest` to `highest`; `before` documents have higher ones. */
type Band = { readonly lowest: number; readonly highest: number; readonly before: number }

/**
 * Returns the ids of the documents of a page by their scores. Only documents with scores between those of its first and
 * its last one are sorted.
 */
export function bestInBand(parts: readonly PartOfHits[], page: Page): number[] {
  const scored = parts.map((part): ScoredList => {
    const list = listOf(part.place, part.hits)
    return { ...part, list, scores: scoreHits(part.place, part.hits, list, part.scoring!) }
  })
  const band = bandOf(scored, page)
  const selected = scored.map((part) => within(part, band))
  return mergePages(selected, 'best', { skip: page.skip - band.before, count: page.count })
}

function bandOf(scored: readonly ScoredList[], { skip, count }: Page): Band {
  const highest = Math.max(
    ...scored.map(({ place, list, scores }) => place.segment.memory.kernels.highestScore(scores, list.count)),
  )
  const shift = Math.max(0, 32 - Math.clz32(highest) - BUCKET_BITS)
  const counts = new Uint32Array(1 << BUCKET_BITS)
  for (const { place, list, scores } of scored) {
    const { kernels, words } = place.segment.memory
    const tables = place.scratch.zeros(TABLES * counts.length * 4)
    kernels.countScores(scores, list.count, shift, tables, counts.length)
    for (let at = 0; at < TABLES * counts.length; at++)
      counts[at & (counts.length - 1)]! += words[(tables >> 2) + at]!
  }
  let before = 0
  let first = highest >> shift
  while (before + counts[first]! <= skip) before += counts[first--]!
  let last = first
  for (let reached = before + counts[first]!; last > 0 && reached < skip + count; ) reached += counts[--last]!
  return { lowest: last << shift, highest: (first << shift) | ((1 << shift) - 1), before }
}

/** Returns the documents with scores of a band, the highest first. */
function within({ place, list, scores }: ScoredList, { lowest, highest }: Band): Selection {
  const { segment, scratch } = place
  const { kernels, words, signed } = segment.memory
  const out = scratch.take(list.count * 4)
  const found = kernels.scoresBetween(scores, list.count, lowest, highest, out)
  const order = new Float64Array(found)
  let isSorted = true
  // The highest score first, then the lowest index. Both are exact in one number, as scores are below 2 ** 29.
  for (let at = 0; at < found; at++) {
    const index = words[(out >> 2) + at]!
    order[at] = (highest - signed[(scores >> 2) + index]!) * INDEXES + index
    if (at > 0 && order[at]! < order[at - 1]!) isSorted = false
  }
  if (!isSorted) order.sort()
  const documents = new Uint32Array(found)
  const keys = new Float64Array(found)
  for (let at = 0; at < found; at++) {
    const below = Math.floor(order[at]! / INDEXES)
    keys[at] = highest - below
    documents[at] = words[(list.list >> 2) + order[at]! - below * INDEXES]!
  }
  return { segment, documents, first: 0, length: found, keys }
}
