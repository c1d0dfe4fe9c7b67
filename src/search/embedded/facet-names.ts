import { COUNTED_TYPES, type FacetQuery } from '../query.ts'
import type { IndexedTag } from '../search-index.ts'

/** Returns the name of the list of values that a facet counts. */
export const facetName = (facet: FacetQuery): string =>
  facet.of === 'keyword' ? `keyword ${facet.type}` : facet.of

const LISTS: ReadonlyMap<string | null, string> = new Map(
  COUNTED_TYPES.map((type) => [type, facetName({ of: 'keyword', type })]),
)

/** Returns the name of the list of values to which a tag belongs; null if no facet counts it. */
export function listOfTag({ of, type }: IndexedTag): string | null {
  if (of === 'artist' || of === 'event') return facetName({ of })
  return of === 'keyword' ? (LISTS.get(type) ?? null) : null
}
