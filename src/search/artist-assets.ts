import { findArtistIds } from '../catalogue/names.ts'
import type { Db } from '../db/database.ts'
import type { MediaKind } from '../db/tables/assets.ts'
import type { SearchViewer } from '../rights/find-licensable.ts'
import type { SearchQuery, SearchResult } from './query.ts'
import type { SearchIndex } from './search-index.ts'
import { searchFilters } from './visible-filters.ts'

/** Finds images or videos by artists whose names contain all words of the given name, newest first. */
export async function findArtistAssets(
  { db, index }: { readonly db: Db; readonly index: SearchIndex },
  name: string,
  {
    mediaKind,
    viewer,
    page,
  }: { readonly mediaKind: MediaKind; readonly viewer: SearchViewer; readonly page: SearchQuery['page'] },
): Promise<SearchResult> {
  const filters = [{ field: 'artistId' as const, in: await findArtistIds(db, [name]) }]
  return index.search({
    text: null,
    filters: [...filters, ...(await searchFilters(db, mediaKind, viewer))],
    sort: { by: 'newest' },
    page,
    facets: {},
  })
}
