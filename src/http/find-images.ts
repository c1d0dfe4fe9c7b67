import type { Viewer } from '../catalogue/visibility.ts'
import type { Db } from '../db/database.ts'
import type { SearchQuery } from '../search/query.ts'
import { search } from '../search/search.ts'
import type { SearchIndex } from '../search/search-index.ts'
import { visibleFilters } from '../search/visible-filters.ts'
import { checkPage, type Paged, pageOf } from './paging.ts'
import { type ImagesCall, presentImages } from './represent/images.ts'
import { selectImageFields } from './represent/select-image-fields.ts'

export type PagedImagesCall = ImagesCall & { readonly query: Paged }

/** A page of the images that a query finds and the viewer may see, for operations without facets. */
export async function findImages(
  { db, index }: { readonly db: Db; readonly index: SearchIndex },
  call: PagedImagesCall,
  { viewer, query }: { readonly viewer: Viewer; readonly query: Omit<SearchQuery, 'page' | 'facets'> },
) {
  const selection = selectImageFields(call.query.fields, 'search', call.caller.abilities)
  const filters = [...query.filters, ...visibleFilters('image', viewer)]
  const result = await search({ index }, { ...query, filters, page: pageOf(call.query), facets: [] })
  checkPage(call.query, result.total)
  return {
    result_count: result.total,
    images: await presentImages(db, result.ids, { selection, viewer, call }),
  }
}
