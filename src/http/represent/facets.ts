import { findFacetNames, type NamedCount } from '../../catalogue/facet-names.ts'
import type { Db } from '../../db/database.ts'
import type { Language } from '../../lib/languages.ts'
import { FACETS, type Facet } from '../../search/asset-search.ts'
import type { FoundAssets } from '../../search/search-assets.ts'
import { time } from './time.ts'

/** The API's names of facets (contract 11). */
export type FacetName = keyof typeof FACET_OF

const FACET_OF = {
  artists: 'artist',
  events: 'event',
  locations: 'place',
  specific_people: 'person',
} as const satisfies Record<string, Facet>

/** The facets of a search that these names stand for. */
export const facetsOf = (names: readonly FacetName[]): Facet[] => names.map((name) => FACET_OF[name])

/**
 * Presents facets ordered by exact count, then by name (contract 16, Order), each cut to its limit. Artists have only a
 * name; all others have an id, and events a date.
 */
export async function presentFacets(
  db: Db,
  names: readonly FacetName[],
  counts: FoundAssets['facets'],
  options: { facet_max_count?: number; facet_counts?: boolean; language: Language },
): Promise<Record<string, object[]>> {
  const { facet_max_count: max = 300, facet_counts: withCounts = false, language } = options
  const entries = names.map(async (name) => {
    const facet = FACET_OF[name]
    const named = await findFacetNames(db, FACETS[facet].of, counts[facet] ?? [], { max, language })
    return [name, named.map((value) => present(name, value, withCounts))] as const
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
