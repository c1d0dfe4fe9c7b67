import type { RightsDefaults } from '../catalogue/stated-rights.ts'
import { countryNumber } from '../catalogue/territories.ts'
import type { SearchViewer } from '../rights/find-licensable.ts'
import { compileAssetFilters } from './asset-filters.ts'
import { type AssetSearch, FACETS, type Facet } from './asset-search.ts'
import { explainRanking, type RankingExplanation } from './explain-ranking.ts'
import { compileImageFilters } from './image-filters.ts'
import { otherPhrases } from './other-phrases.ts'
import type { FacetQuery, Filter, SearchQuery, SortOrder } from './query.ts'
import { readText } from './read-text.ts'
import { type SearchOutcome, search } from './search.ts'
import type { AssetSearchServices, SearchContext } from './search-context.ts'
import { compileVideoFilters } from './video-filters.ts'
import { searchFilters } from './visible-filters.ts'

/** The facets that a search requests. */
type RequestedFacets = { readonly [Name in Facet]?: FacetQuery }

/** The result of a search for assets. */
export type FoundAssets = SearchOutcome<RequestedFacets>

const DAY_MS = 86_400_000

/** Runs a search for images or videos that the viewer may see. */
export async function searchAssets(
  services: AssetSearchServices,
  request: AssetSearch,
  context: SearchContext,
): Promise<FoundAssets> {
  const query = await compileAssetSearch(services, request, context)
  return search(services, query, otherPhrases(services, request, context))
}

/** Explains the order of the assets on a page that a search found, by their ids. */
export async function explainSearch(
  services: AssetSearchServices,
  request: AssetSearch,
  context: SearchContext,
  { text, ids }: FoundAssets,
): Promise<ReadonlyMap<number, RankingExplanation>> {
  const query = await compileAssetSearch(services, request, context)
  return explainRanking(services, { ...query, text }, ids)
}

/** Compiles a search to a query for the index. */
export async function compileAssetSearch(
  { db, phrases }: Pick<AssetSearchServices, 'db' | 'phrases'>,
  request: AssetSearch,
  { viewer, language, rightsDefaults }: SearchContext,
): Promise<SearchQuery<RequestedFacets>> {
  const { mediaKind, families, sort, picturedFirst, page } = request
  const text = await readText({ db, phrases }, request.phrase, language)
  const colour = (request.mediaKind === 'image' && request.filters.colour) || null
  return {
    text,
    filters: [
      { field: 'family', in: families },
      ...(await searchFilters(db, mediaKind, viewer)),
      ...(await compileAssetFilters(db, request.filters)),
      ...filtersOfKind(request, rightsDefaults),
    ],
    sort: colour && text === null && sort === 'best' ? { by: 'colour', to: colour } : sortOrder(sort, viewer),
    picturedFirst,
    boostedCountry: countryNumber(viewer.country),
    freshOn: families.includes('editorial') ? dayOf(viewer.now) : null,
    page,
    facets: Object.fromEntries(request.facets.map((facet) => [facet, FACETS[facet]])),
  }
}

const filtersOfKind = (request: AssetSearch, rightsDefaults: RightsDefaults): Filter[] =>
  request.mediaKind === 'image'
    ? compileImageFilters(request.filters, rightsDefaults)
    : compileVideoFilters(request.filters, rightsDefaults)

function sortOrder(by: AssetSearch['sort'], { now }: SearchViewer): SortOrder {
  return by === 'random' ? { by, day: dayOf(now) } : { by }
}

/** Days since 1970. */
const dayOf = (time: Date) => Math.floor(time.getTime() / DAY_MS)
