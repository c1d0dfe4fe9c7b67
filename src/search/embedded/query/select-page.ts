import type { SearchQuery } from '../../query.ts'
import { bestPage } from './best-page.ts'
import type { Found } from './find.ts'
import { pageInOrder } from './in-order.ts'
import { intersection } from './intersection.ts'
import { mergePages } from './merge-pages.ts'
import { isScored, scoringOf } from './scoring-of.ts'
import type { Page, PartOfHits } from './selection.ts'
import { tiersOf } from './tiers.ts'

/** Returns the ids of a page of what was found in segments. */
export function selectPage(found: readonly Found[], query: SearchQuery, page: Page): number[] {
  const filled = found.filter(({ hits }) => hits.count > 0)
  const scorings = isScored(query) ? scoringOf(filled, found, query) : null
  const tiers = filled.map((place) => tiersOf(place, query))
  const ids: number[] = []
  let { skip, count } = page
  for (let tier = 0; count > 0 && tier < (tiers[0]?.length ?? 0); tier++) {
    const parts = filled.map((place, index): PartOfHits => {
      const hits = intersection(place, [{ set: place.hits, isExcluded: false }, ...tiers[index]![tier]!])
      return { place, hits, scoring: scorings?.[index] ?? null }
    })
    const total = parts.reduce((sum, { hits }) => sum + hits.count, 0)
    const here = Math.min(count, total - skip)
    if (here > 0) ids.push(...pageOf(parts, query, { skip, count: here }))
    skip = Math.max(0, skip - total)
    count -= Math.max(0, here)
  }
  return ids
}

function pageOf(parts: readonly PartOfHits[], { sort }: SearchQuery, page: Page): number[] {
  const filled = parts.filter(({ hits }) => hits.count > 0)
  const { selected, skip } = filled[0]!.scoring ? bestPage(filled, page) : pageInOrder(filled, sort, page)
  return mergePages(selected, sort.by, { skip, count: page.count })
}
