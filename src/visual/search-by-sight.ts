import type { AssetSearch } from '../search/asset-search.ts'
import { type FindOthers, otherPhrases } from '../search/other-phrases.ts'
import type { SearchQuery } from '../search/query.ts'
import { search } from '../search/search.ts'
import { compileAssetSearch, type FoundAssets } from '../search/search-assets.ts'
import type { AssetSearchServices, SearchContext } from '../search/search-context.ts'
import { findSeen, MAX_SIMILAR, type SeenAsset, type SeenFrame } from './find-seen.ts'
import type { SearchedFrames } from './frame-index.ts'

/** What searches by sight need. */
export type SightServices = AssetSearchServices & { readonly frames: SearchedFrames }

/** The largest number of results of a search by sight. */
const MAX_RESULTS = 1000
/** Where filters leave at most so many assets, all of these are compared, and not only the most similar ones of all. */
const MAX_COMPARED = 100_000

/** What to compare assets with. */
export type Looks = {
  /** One picture, or the frames of a video. */
  readonly pictures: readonly SeenFrame[]
  /** The asset that these are of, which is not found itself; null if they are of none. */
  readonly assetId: number | null
}

/**
 * Finds the assets that match a search and look like one of the pictures, the most similar first: at most 1,000, which
 * are also what facets count.
 */
export async function searchBySight(
  services: SightServices,
  { pictures, assetId }: Looks,
  request: AssetSearch,
  context: SearchContext,
): Promise<FoundAssets> {
  const { facets, text, ...compiled } = await compileAssetSearch(services, request, context)
  const query: Omit<SearchQuery, 'text' | 'facets'> = {
    ...compiled,
    filters: [...compiled.filters, { field: 'id', notIn: assetId === null ? [] : [assetId] }],
  }
  const found = await findVisibleSeen(
    services,
    pictures,
    { ...query, text: text && { ...text, relaxedBelow: 0 }, facets: {} },
    otherPhrases(services, request, context),
  )
  const { offset, size } = request.page
  const counted = await services.index.search({
    ...onlyAmong({ ...query, text: null, facets: {} }, found.ids),
    facets,
  })
  return {
    match: 'all',
    text,
    corrected: found.corrected,
    total: found.ids.length,
    ids: found.ids.slice(offset, offset + size),
    facets: counted.facets,
  }
}

type VisibleSeen = { readonly ids: readonly number[]; readonly corrected: string | null }

/** Returns the ids of the assets that match a query and look like one of the pictures, the most similar first. */
export async function findVisibleSeen(
  services: Pick<SightServices, 'db' | 'index' | 'frames'>,
  pictures: readonly SeenFrame[],
  query: SearchQuery,
  findOthers?: FindOthers,
): Promise<VisibleSeen> {
  const seen = await findSeen(services, pictures)
  const ids = seen.map(({ assetId }) => assetId)
  const found = await search(services, onlyAmong(query, ids), findOthers)
  const shown = { ids: inOrder(seen, found.ids), corrected: found.corrected }
  if (seen.length < MAX_SIMILAR || shown.ids.length >= MAX_RESULTS) return shown
  const page = { offset: 0, size: MAX_COMPARED }
  const all = await search(services, { ...query, page, sort: { by: 'newest' } }, findOthers)
  if (all.total > MAX_COMPARED) return shown
  return { ids: inOrder(await findSeen(services, pictures, all.ids), all.ids), corrected: all.corrected }
}

function inOrder(seen: readonly SeenAsset[], found: readonly number[]): number[] {
  const accepted = new Set(found)
  return seen
    .map(({ assetId }) => assetId)
    .filter((id) => accepted.has(id))
    .slice(0, MAX_RESULTS)
}

/** The same query, for all of these assets that match it, in any order. */
const onlyAmong = (query: SearchQuery, ids: readonly number[]): SearchQuery => ({
  ...query,
  filters: [...query.filters, { field: 'id', in: ids }],
  sort: { by: 'newest' },
  page: { offset: 0, size: Math.max(1, ids.length) },
})
