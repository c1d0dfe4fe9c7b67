import type { Clock } from '../lib/clock.ts'
import type { SearchViewer } from '../rights/find-licensable.ts'
import type { AssetSearch } from '../search/asset-search.ts'
import { relatedPhrases } from '../search/related-phrases.ts'
import { explainSearch, type FoundAssets, searchAssets } from '../search/search-assets.ts'
import type { AssetSearchServices, SearchContext } from '../search/search-context.ts'
import { searchByMeaning } from '../visual/search-by-meaning.ts'
import type { SightServices } from '../visual/search-by-sight.ts'
import type { PublicCaller } from './caller.ts'
import type { Context } from './operation.ts'
import { checkPage, type Paged } from './paging.ts'
import type { SentQuery } from './parameters.ts'
import type { SearchScope } from './read-search.ts'
import { type FacetName, facetsOf, presentFacets } from './represent/facets.ts'
import { withRanking } from './represent/ranking.ts'
import { otherSearch } from './represent/related-searches.ts'
import type { Explained } from './represent/select-fields.ts'
import type { PresentedAsset } from './represent/shared-members.ts'
import { searchViewer } from './search-viewer.ts'

/** One of the searches: what it covers, and which facets it has. */
export type SearchOperation = {
  readonly url: string
  readonly families: AssetSearch['families']
  readonly facets: readonly FacetName[]
}

/** The parameters that searches share and that do not decide what is found. */
export type SearchQuery = Paged & {
  readonly phrase: string
  readonly download_product?: string
  readonly product_types?: readonly string[]
  readonly include_facets?: boolean
  readonly facet_fields?: readonly FacetName[]
  readonly facet_max_count?: number
  readonly facet_counts?: boolean
  readonly include_related_searches?: boolean
  readonly explain?: Explained
  readonly enhanced_search?: boolean
}

type SearchCall = Context<PublicCaller> & { readonly query: SearchQuery; readonly sentQuery: SentQuery }

/** What differs between searches for images and for videos. */
type OfKind = {
  read(scope: SearchScope): AssetSearch
  present(ids: readonly number[], viewer: SearchViewer): Promise<PresentedAsset[]>
  /** By default by words and filters. */
  find?(search: AssetSearch, context: SearchContext): Promise<FoundAssets>
}

/** Runs a search, and returns the assets of the page apart from everything else in the answer. */
export async function answerSearch(
  services: AssetSearchServices & { readonly now: Clock },
  call: SearchCall,
  { url, families, facets: known }: SearchOperation,
  { read, present, find = (search, context) => searchAssets(services, search, context) }: OfKind,
) {
  const { db, now } = services
  const { query, language, caller, rightsDefaults } = call
  const viewer = searchViewer(caller, now(), productsOf(query))
  const facets = query.include_facets ? (query.facet_fields ?? known) : []
  const withRelated = query.include_related_searches ?? false
  const counted = [...facetsOf(facets), ...(withRelated ? (['keyword'] as const) : [])]
  const search = read({ families, facets: counted })
  const context = { viewer, language, rightsDefaults }
  const found = await find(search, context)
  checkPage(query, found.total)
  const related = withRelated
    ? await relatedPhrases(db, found.corrected ?? query.phrase, {
        counts: found.facets.keyword ?? [],
        language,
      })
    : []
  const presented = await present(found.ids, viewer)
  const assets =
    query.explain === 'ranking'
      ? withRanking(presented, await explainSearch(services, search, context, found))
      : presented
  const more = {
    auto_corrections: { phrase: found.corrected },
    match: found.match,
    ...(withRelated && {
      related_searches: related.map((phrase) => ({
        phrase,
        url: call.links.api(otherSearch(url, call.sentQuery, phrase)),
      })),
    }),
    ...(query.include_facets && {
      facets: await presentFacets(db, facets, found.facets, { ...query, language }),
    }),
  }
  return { total: found.total, assets, more }
}

/** Finds assets by words and filters, in an order that is mixed with what pictures show. */
export const byMeaning =
  (services: SightServices): NonNullable<OfKind['find']> =>
  (search, context) =>
    searchByMeaning(services, search, context)

const productsOf = ({ download_product: product, product_types: types }: SearchQuery) =>
  product === undefined ? types : [product]
