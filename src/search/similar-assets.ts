import { type Asset, findEventIds, findKeywords } from '../catalogue/asset.ts'
import type { Db } from '../db/database.ts'
import type { SearchViewer } from '../rights/find-licensable.ts'
import type { Filter, Likeness, SearchQuery, SearchResult } from './query.ts'
import type { SearchIndex } from './search-index.ts'
import { searchFilters } from './visible-filters.ts'

type Services = { readonly db: Db; readonly index: SearchIndex }
type Options = { readonly viewer: SearchViewer; readonly page: SearchQuery['page'] }

/** The weight of each kind of shared tag: an event says most, the artist least. */
const WEIGHTS = { event: 4, person: 3, keyword: 1, artist: 0.7 } as const

/** Finds creative assets of the same series and kind of media, newest first. Editorial assets have no series. */
export async function findSameSeries(
  { db, index }: Services,
  asset: Asset,
  { viewer, page }: Options,
): Promise<SearchResult> {
  const series = asset.series === null || asset.family !== 'creative' ? [] : [asset.series]
  return index.search({
    text: null,
    filters: [
      { field: 'series', in: series },
      { field: 'family', in: ['creative'] },
      { field: 'id', notIn: [asset.id] },
      ...(await searchFilters(db, asset.mediaKind, viewer)),
    ],
    sort: { by: 'newest' },
    page,
    facets: {},
  })
}

/**
 * Finds assets of the same kind of media that share keywords, people, events or the artist, the most similar first.
 *
 * @param except assets that are left out.
 */
export async function findSimilarByTags(
  { db, index }: Services,
  asset: Asset,
  { viewer, page, except }: Options & { readonly except: readonly number[] },
): Promise<SearchResult> {
  const like = await likenessOf(db, asset)
  const filters: Filter[] = [
    { field: 'id', notIn: except },
    ...(await searchFilters(db, asset.mediaKind, viewer)),
  ]
  return index.search({ text: null, like, filters, sort: { by: 'best' }, page, facets: {} })
}

async function likenessOf(db: Db, { id, artistId }: Asset): Promise<Likeness> {
  const keywords = (await findKeywords(db, [id])).get(id) ?? []
  const events = (await findEventIds(db, [id])).get(id) ?? []
  return {
    assetId: id,
    tags: [
      ...keywords.map((keyword) => ({
        of: 'keyword' as const,
        id: keyword.id,
        weight: keyword.type === 'SpecificPeople' ? WEIGHTS.person : WEIGHTS.keyword,
      })),
      ...events.map((event) => ({ of: 'event' as const, id: event, weight: WEIGHTS.event })),
      ...(artistId === null ? [] : [{ of: 'artist' as const, id: artistId, weight: WEIGHTS.artist }]),
    ],
  }
}
