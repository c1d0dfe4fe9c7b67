import { impactsOfTerm } from './impacts-of-term.ts'
import { mergePages } from './merge-pages.ts'
import { onlyPosting } from './only-posting.ts'
import { type ScoredHits, scoredHits } from './scored-hits.ts'
import type { Page, PartOfHits } from './selection.ts'

/** Scores are counted by so many of their highest bits. */
const BUCKET_BITS = 10

/** Scores from `lowest` to `highest`; `before` documents have higher ones. */
type Band = { readonly lowest: number; readonly highest: number; readonly before: number }

/**
 * Returns the ids of the documents of a page by their scores. The scores of all segments are counted together; only
 * documents with scores between those of the first and the last one of the page are sorted.
 */
export function bestInBand(parts: readonly PartOfHits[], page: Page): number[] {
  const scored = impactsOnly(parts) ?? parts.map(scoredHits)
  const { lowest, highest, before } = bandOf(scored, page)
  const selected = scored.map((hits) => hits.between(lowest, highest))
  return mergePages(selected, 'best', { skip: page.skip - before, count: page.count })
}

/** Returns the impacts of all parts, if all that is scored is one frequent term. */
function impactsOnly(parts: readonly PartOfHits[]): ScoredHits[] | null {
  const impacts: ScoredHits[] = []
  for (const { place, hits, scoring } of parts) {
    const posting = onlyPosting(scoring!, hits)
    if (posting?.kind !== 'bits') return null
    impacts.push(impactsOfTerm(place, posting, scoring!.deleted))
  }
  return impacts
}

function bandOf(scored: readonly ScoredHits[], { skip, count }: Page): Band {
  const most = Math.max(...scored.map(({ highest }) => highest))
  const shift = Math.max(0, 32 - Math.clz32(most) - BUCKET_BITS)
  const counts = new Uint32Array(1 << BUCKET_BITS)
  for (const hits of scored) hits.count(shift, counts)
  let before = 0
  let first = most >> shift
  while (before + counts[first]! <= skip) before += counts[first--]!
  let last = first
  for (let reached = before + counts[first]!; last > 0 && reached < skip + count; ) reached += counts[--last]!
  return { lowest: last << shift, highest: (first << shift) | ((1 << shift) - 1), before }
}
