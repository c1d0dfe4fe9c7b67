import type { Asset } from '../catalogue/asset.ts'
import type { SearchViewer } from '../rights/find-licensable.ts'
import type { SearchQuery, SearchResult } from '../search/query.ts'
import { findSimilarByTags } from '../search/similar-assets.ts'
import { searchFilters } from '../search/visible-filters.ts'
import { findFramesOf } from './find-seen.ts'
import { findVisibleSeen, type SightServices } from './search-by-sight.ts'

type Services = Pick<SightServices, 'db' | 'index' | 'frames'>

/**
 * Finds assets of the same kind of media that are similar: first those that look alike, the most similar first, then others
 * that share keywords, people, events or the artist. An asset without a picture has only the latter.
 */
export async function findSimilar(
  services: Services,
  asset: Asset,
  { viewer, page }: { readonly viewer: SearchViewer; readonly page: SearchQuery['page'] },
): Promise<SearchResult> {
  const alike = await findAlike(services, asset, viewer)
  const shown = alike.slice(page.offset, page.offset + page.size)
  const rest = {
    offset: Math.max(0, page.offset - alike.length),
    size: page.size - shown.length,
  }
  const tagged = await findSimilarByTags(services, asset, { viewer, page: rest, except: alike })
  return { total: alike.length + tagged.total, ids: [...shown, ...tagged.ids], facets: {} }
}

async function findAlike(services: Services, asset: Asset, viewer: SearchViewer): Promise<readonly number[]> {
  const pictures = await findFramesOf(services.db, asset.id)
  if (pictures.length === 0) return []
  const { ids } = await findVisibleSeen(services, pictures, {
    text: null,
    filters: [
      { field: 'id', notIn: [asset.id] },
      ...(await searchFilters(services.db, asset.mediaKind, viewer)),
    ],
    sort: { by: 'newest' },
    page: { offset: 0, size: 1 },
    facets: {},
  })
  return ids
}
