import type { FacetQuery } from '../query.ts'
import type { IndexedTag } from '../search-index.ts'

/** Returns the name of the list of values that a facet counts. */
export const facetName = (facet: FacetQuery): string =>
  facet.of === 'keyword' ? `keyword ${facet.type}` : facet.of

/** Returns the name of the list of values to which a tag belongs; null for keywords without a type. */
export function listOfTag({ of, type }: IndexedTag): string | null {
  if (of !== 'keyword') return facetName({ of })
  return type === null ? null : facetName({ of, type })
}
