import type { SearchQuery } from '../../query.ts'
import { bestPage } from './best-page.ts'
import type { Condition } from './document-set.ts'
import type { Found } from './find.ts'
import { pageInOrder } from './in-order.ts'
import { intersection } from './intersection.ts'
import { isScored, scoringOf } from './scoring-of.ts'
import type { Page, PartOfHits } from './selection.ts'
import { tiersOf } from './tiers.ts'

/** Returns the ids of a page of what was found in segments. */
export function selectPage(found: readonly Found[], query: SearchQuery, page: Page): number[] {
  const scorings = isScored(query) ? scoringOf(found, query) : null
  const parts: PartOfHits[] = []
  const tiers: Condition[][][] = []
  found.forEach((place, index) => {
    if (place.hits.count === 0) return
    parts.push({ place, hits: place.hits, scoring: scorings?.[index] ?? null })
    tiers.push(tiersOf(place, query))
  })
  const ids: number[] = []
  let { skip, count } = page
  for (let tier = 0; count > 0 && tier < (tiers[0]?.length ?? 0); tier++) {
    const inTier = parts.map((part, index) => inTierOf(part, tiers[index]![tier]!))
    const filled = inTier.filter(({ hits }) => hits.count > 0)
    const total = filled.reduce((sum, { hits }) => sum + hits.count, 0)
    const here = Math.min(count, total - skip)
    if (here > 0) ids.push(...pageOf(filled, query, { skip, count: here }))
    skip = Math.max(0, skip - total)
    count -= Math.max(0, here)
  }
  return ids
}

function inTierOf({ place, hits, scoring }: PartOfHits, conditions: readonly Condition[]): PartOfHits {
  if (conditions.length === 0) return { place, hits, scoring }
  return { place, hits: intersection(place, [{ set: hits, isExcluded: false }, ...conditions]), scoring }
}

function pageOf(parts: readonly PartOfHits[], { sort }: SearchQuery, page: Page): number[] {
  return parts[0]!.scoring ? bestPage(parts, page) : pageInOrder(parts, sort, page)
}
