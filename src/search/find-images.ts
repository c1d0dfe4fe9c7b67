import type { RightsDefaults } from '../catalogue/stated-rights.ts'
import { countryNumber } from '../catalogue/territories.ts'
import type { Db } from '../db/database.ts'
import type { Language } from '../lib/languages.ts'
import type { SearchViewer } from '../rights/find-licensable.ts'
import { compileImageFilters } from './image-filters.ts'
import { FACETS, type Facet, type ImageSearch } from './image-search.ts'
import type { FacetQuery, SearchQuery, SortOrder } from './query.ts'
import { correctionFinder, type PhraseSettings, readText } from './read-text.ts'
import { type SearchOutcome, search } from './search.ts'
import type { SearchIndex } from './search-index.ts'
import { searchFilters } from './visible-filters.ts'

/** What an image search needs. */
export type ImageSearchServices = {
  readonly db: Db
  readonly index: SearchIndex
  readonly phrases: PhraseSettings
}

/** Who searches, in which language, and with which defaults for rights. */
export type SearchContext = {
  readonly viewer: SearchViewer
  readonly language: Language
  readonly rightsDefaults: RightsDefaults
}

/** The facets that a search requests. */
type RequestedFacets = { readonly [Name in Facet]?: FacetQuery }

/** The result of an image search. */
export type FoundImages = SearchOutcome<RequestedFacets>

const DAY_MS = 86_400_000

/** Runs a search for images that the viewer may see. */
export async function findImages(
  services: ImageSearchServices,
  request: ImageSearch,
  context: SearchContext,
): Promise<FoundImages> {
  const query = await compileImageSearch(services, request, context)
  const findCorrection = correctionFinder(services, request.phrase, context.language)
  return search(services, query, findCorrection)
}

/** Compiles an image search to a query for the index. */
export async function compileImageSearch(
  { db, phrases }: Pick<ImageSearchServices, 'db' | 'phrases'>,
  request: ImageSearch,
  { viewer, language, rightsDefaults }: SearchContext,
): Promise<SearchQuery<RequestedFacets>> {
  const { filters, families, sort, picturedFirst, page } = request
  const text = await readText({ db, phrases }, request.phrase, language)
  const { colour = null } = filters
  return {
    text,
    filters: [
      // A search by colour finds only creative images (contract 7).
      { field: 'family', in: colour ? families.filter((family) => family === 'creative') : families },
      ...(await searchFilters(db, viewer)),
      ...(await compileImageFilters(db, filters, rightsDefaults)),
    ],
    sort: colour && text === null && sort === 'best' ? { by: 'colour', to: colour } : sortOrder(sort, viewer),
    picturedFirst,
    boostedCountry: countryNumber(viewer.country),
    page,
    facets: Object.fromEntries(request.facets.map((facet) => [facet, FACETS[facet]])),
  }
}

function sortOrder(by: ImageSearch['sort'], { now }: SearchViewer): SortOrder {
  return by === 'random' ? { by, day: Math.floor(now.getTime() / DAY_MS) } : { by }
}
