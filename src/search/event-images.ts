import type { Asset } from '../catalogue/asset.ts'
import { findVisibleImage } from '../catalogue/find-visible.ts'
import type { Viewer } from '../catalogue/visibility.ts'
import type { Db } from '../db/database.ts'
import type { SearchQuery } from './query.ts'
import type { SearchIndex } from './search-index.ts'
import { visibleFilters } from './visible-filters.ts'

/** Counts the images of each event that the viewer may see. */
export async function countEventImages(
  index: SearchIndex,
  eventIds: readonly number[],
  viewer: Viewer,
): Promise<Map<number, number>> {
  const noPage = { offset: 0, size: 0 }
  const { facets } = await index.search({
    ...ofEvents(eventIds, viewer),
    page: noPage,
    facets: { images: { of: 'event' } },
  })
  return new Map(facets.images.map(({ id, count }) => [id, count]))
}

/**
 * Finds the hero image of each event: the one given in its record, if the viewer may see it, else the image with the
 * best quality rank, preferably one with a file. Events without visible images are left out.
 */
export async function findEventHeroes(
  services: { readonly db: Db; readonly index: SearchIndex },
  events: readonly { readonly id: number; readonly heroAssetId: number | null }[],
  viewer: Viewer,
): Promise<Map<number, Asset>> {
  const heroes = await Promise.all(
    events.map(async (event) => [event.id, await heroOf(services, event, viewer)] as const),
  )
  return new Map(heroes.flatMap(([id, hero]) => (hero ? [[id, hero] as const] : [])))
}

async function heroOf(
  { db, index }: { readonly db: Db; readonly index: SearchIndex },
  { id, heroAssetId }: { readonly id: number; readonly heroAssetId: number | null },
  viewer: Viewer,
): Promise<Asset | null> {
  const chosen = heroAssetId === null ? null : await findVisibleImage(db, heroAssetId, viewer)
  if (chosen) return chosen
  const best = { ...ofEvents([id], viewer), sort: { by: 'quality' as const } }
  const { ids } = await index.search({ ...best, page: { offset: 0, size: 1 }, facets: {} })
  return ids[0] === undefined ? null : findVisibleImage(db, ids[0], viewer)
}

function ofEvents(ids: readonly number[], viewer: Viewer): Omit<SearchQuery, 'page' | 'facets'> {
  return {
    text: null,
    filters: [{ tags: 'any', of: 'event', ids }, ...visibleFilters('image', viewer)],
    sort: { by: 'newest' },
  }
}
