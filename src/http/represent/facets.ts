import { findFacetNames, type NamedCount } from '../../catalogue/facet-names.ts'
import type { Db } from '../../db/database.ts'
import type { Language } from '../../lib/languages.ts'
import type { FacetQuery } from '../../search/query.ts'
import { time } from './image.ts'

/** Facets by their wire names (contract 11). */
export type FacetName = keyof typeof QUERIES

const QUERIES = {
  artists: { of: 'artist' },
  events: { of: 'event' },
  locations: { of: 'keyword', type: 'Location' },
  specific_people: { of: 'keyword', type: 'SpecificPeople' },
} as const satisfies Record<string, FacetQuery>

/** What has to be counted for these facets. */
export const facetQueries = (facets: readonly FacetName[]): FacetQuery[] =>
  facets.map((facet) => QUERIES[facet])

/**
 * Facets in the order of their exact counts, then of their names (contract 16, Order), each cut to its limit.
 * An artist is known by name alone; everything else has an id, an event its date too.
 */
export async function presentFacets(
  db: Db,
  facets: readonly FacetName[],
  counts: readonly (readonly { id: number; count: number }[])[],
  options: { facet_max_count?: number; facet_counts?: boolean; language: Language },
): Promise<Record<string, unknown>> {
  const { facet_max_count: max = 300, facet_counts: withCounts = false, language } = options
  const entries = facets.map(async (facet, index) => {
    const named = await findFacetNames(db, QUERIES[facet].of, counts[index] ?? [], { max, language })
    return [facet, named.map((value) => present(facet, value, withCounts))] as const
  })
  return Object.fromEntries(await Promise.all(entries))
}

function present(facet: FacetName, { id, name, count, startMs }: NamedCount, withCounts: boolean) {
  return {
    ...(facet !== 'artists' && { id }),
    name,
    ...(facet === 'events' && { date: time(startMs) }),
    ...(withCounts && { count }),
  }
}
