import type { RightsDefaults } from '../catalogue/stated-rights.ts'
import { countryNumber } from '../catalogue/territories.ts'
import type { Viewer } from '../catalogue/visibility.ts'
import type { Db } from '../db/database.ts'
import type { Language } from '../lib/languages.ts'
import { compileImageFilters } from './image-filters.ts'
import { FACETS, type Facet, type ImageSearch } from './image-search.ts'
import type { SearchQuery, SearchResult, SortOrder } from './query.ts'
import { type PhraseSettings, readText, rephraser } from './read-text.ts'
import { type Found, search } from './search.ts'
import type { SearchIndex } from './search-index.ts'
import { visibleFilters } from './visible-filters.ts'

/** What an image search needs. */
export type ImageSearchServices = {
  readonly db: Db
  readonly index: SearchIndex
  readonly phrases: PhraseSettings
}

/** For whom images are searched, and in which language the phrase is. */
export type Asker = {
  readonly viewer: Viewer
  readonly language: Language
  readonly rightsDefaults: RightsDefaults
}

/** The result of an image search. */
export type FoundImages = Omit<Found, 'facets'> & {
  /** How many of the images found have each value of a facet; unsorted. Those facets that were asked for are there. */
  readonly facets: ReadonlyMap<Facet, SearchResult['facets'][number]>
}

const DAY_MS = 86_400_000

/** Runs a search for images that the viewer may see. */
export async function findImages(
  services: ImageSearchServices,
  wanted: ImageSearch,
  asker: Asker,
): Promise<FoundImages> {
  const query = await compileImageSearch(services, wanted, asker)
  const { facets, ...found } = await search(
    services,
    query,
    rephraser(services, wanted.phrase, asker.language),
  )
  return { ...found, facets: new Map(wanted.facets.map((facet, at) => [facet, facets[at] ?? []])) }
}

/** A search for images as an index is asked for it. */
export async function compileImageSearch(
  { db, phrases }: Pick<ImageSearchServices, 'db' | 'phrases'>,
  wanted: ImageSearch,
  { viewer, language, rightsDefaults }: Asker,
): Promise<SearchQuery> {
  const { filters, families, sort, picturedFirst, page } = wanted
  const text = await readText({ db, phrases }, wanted.phrase, language)
  const { colour = null } = filters
  return {
    text,
    filters: [
      // Editorial images are not looked at for their colours (contract 7).
      { field: 'family', in: colour ? families.filter((family) => family === 'creative') : families },
      ...visibleFilters('image', viewer),
      ...(await compileImageFilters(db, filters, rightsDefaults)),
    ],
    sort: colour && text === null && sort === 'best' ? { by: 'colour', to: colour } : sortOrder(sort, viewer),
    picturedFirst,
    lift: countryNumber(viewer.country),
    page,
    facets: wanted.facets.map((facet) => FACETS[facet]),
  }
}

function sortOrder(by: ImageSearch['sort'], { now }: Viewer): SortOrder {
  return by === 'random' ? { by, day: Math.floor(now.getTime() / DAY_MS) } : { by }
}
