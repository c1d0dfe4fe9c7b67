import type { RightsDefaults } from '../catalogue/stated-rights.ts'
import { countryNumber } from '../catalogue/territories.ts'
import type { Viewer } from '../catalogue/visibility.ts'
import type { Db } from '../db/database.ts'
import type { Language } from '../lib/languages.ts'
import { compileImageFilters } from './image-filters.ts'
import { FACETS, type Facet, type ImageSearch } from './image-search.ts'
import type { SearchQuery, SearchResult, SortOrder } from './query.ts'
import { correctionFinder, type PhraseSettings, readText } from './read-text.ts'
import { type SearchOutcome, search } from './search.ts'
import type { SearchIndex } from './search-index.ts'
import { visibleFilters } from './visible-filters.ts'

/** What an image search needs. */
export type ImageSearchServices = {
  readonly db: Db
  readonly index: SearchIndex
  readonly phrases: PhraseSettings
}

/** Who searches, in which language, and with which defaults for rights. */
export type SearchContext = {
  readonly viewer: Viewer
  readonly language: Language
  readonly rightsDefaults: RightsDefaults
}

/** The result of an image search. */
export type FoundImages = Omit<SearchOutcome, 'facets'> & {
  /** The counts of the values of each requested facet among the images found, unsorted. */
  readonly facets: ReadonlyMap<Facet, SearchResult['facets'][number]>
}

const DAY_MS = 86_400_000

/** Runs a search for images that the viewer may see. */
export async function findImages(
  services: ImageSearchServices,
  request: ImageSearch,
  context: SearchContext,
): Promise<FoundImages> {
  const query = await compileImageSearch(services, request, context)
  const findCorrection = correctionFinder(services, request.phrase, context.language)
  const { facets, ...found } = await search(services, query, findCorrection)
  return { ...found, facets: new Map(request.facets.map((facet, at) => [facet, facets[at] ?? []])) }
}

/** Compiles an image search to a query for the index. */
export async function compileImageSearch(
  { db, phrases }: Pick<ImageSearchServices, 'db' | 'phrases'>,
  request: ImageSearch,
  { viewer, language, rightsDefaults }: SearchContext,
): Promise<SearchQuery> {
  const { filters, families, sort, picturedFirst, page } = request
  const text = await readText({ db, phrases }, request.phrase, language)
  const { colour = null } = filters
  return {
    text,
    filters: [
      // A search by colour finds only creative images (contract 7).
      { field: 'family', in: colour ? families.filter((family) => family === 'creative') : families },
      ...visibleFilters('image', viewer),
      ...(await compileImageFilters(db, filters, rightsDefaults)),
    ],
    sort: colour && text === null && sort === 'best' ? { by: 'colour', to: colour } : sortOrder(sort, viewer),
    picturedFirst,
    boostedCountry: countryNumber(viewer.country),
    page,
    facets: request.facets.map((facet) => FACETS[facet]),
  }
}

function sortOrder(by: ImageSearch['sort'], { now }: Viewer): SortOrder {
  return by === 'random' ? { by, day: Math.floor(now.getTime() / DAY_MS) } : { by }
}
