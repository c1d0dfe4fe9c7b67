import { findArtistIds } from '../catalogue/names.ts'
import type { Viewer } from '../catalogue/visibility.ts'
import type { Db } from '../db/database.ts'
import type { SearchQuery, SearchResult } from './query.ts'
import type { SearchIndex } from './search-index.ts'
import { visibleFilters } from './visible-filters.ts'

/** Finds images by artists whose names contain all words of the given name, newest first. */
export async function findArtistImages(
  { db, index }: { readonly db: Db; readonly index: SearchIndex },
  name: string,
  { viewer, page }: { readonly viewer: Viewer; readonly page: SearchQuery['page'] },
): Promise<SearchResult> {
  const filters = [{ field: 'artistId' as const, in: await findArtistIds(db, [name]) }]
  return index.search({
    text: null,
    filters: [...filters, ...visibleFilters('image', viewer)],
    sort: { by: 'newest' },
    page,
    facets: {},
  })
}
