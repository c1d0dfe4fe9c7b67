import type { Db } from '../../db/database.ts'
import type { SearchViewer } from '../../rights/find-licensable.ts'
import type { SearchResult } from '../../search/query.ts'
import { checkPage, type Paged, pageOf } from '../paging.ts'
import { type ImagesCall, presentImages } from './images.ts'
import { selectImageFields } from './select-image-fields.ts'

/** A request for one page of images. */
export type PagedImagesCall = ImagesCall & { readonly query: Paged }

/** Presents one page of results, for operations that return only images and their number. */
export async function presentImagePage(
  db: Db,
  call: PagedImagesCall,
  viewer: SearchViewer,
  find: (page: { offset: number; size: number }) => Promise<SearchResult>,
) {
  const selection = selectImageFields(call.query, 'search', call.caller)
  const { total, ids } = await find(pageOf(call.query))
  checkPage(call.query, total)
  return { result_count: total, images: await presentImages(db, ids, { selection, viewer, call }) }
}
