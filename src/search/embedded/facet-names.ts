import type { FacetQuery } from '../query.ts'

/** Returns the name of the list of values that a facet counts. */
export const facetName = (facet: FacetQuery): string =>
  facet.of === 'keyword' ? `keyword ${facet.type}` : facet.of
