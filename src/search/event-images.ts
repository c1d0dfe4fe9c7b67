import type { Asset } from '../catalogue/asset.ts'
import type { AssetReader } from '../catalogue/asset-reader.ts'
import type { Db } from '../db/database.ts'
import { findLicensable, type SearchViewer } from '../rights/find-licensable.ts'
import type { SearchQuery } from './query.ts'
import type { SearchIndex } from './search-index.ts'
import { searchFilters } from './visible-filters.ts'

type Services = { readonly db: Db; readonly index: SearchIndex }

/** Counts the images of each event that a search for the event finds. */
export async function countEventImages(
  { db, index }: Services,
  eventIds: readonly number[],
  viewer: SearchViewer,
): Promise<Map<number, number>> {
  const noPage = { offset: 0, size: 0 }
  const { facets } = await index.search({
    ...(await ofEvents(db, eventIds, viewer)),
    page: noPage,
    facets: { images: { of: 'event' } },
  })
  return new Map(facets.images.map(({ id, count }) => [id, count]))
}

/**
 * Finds the hero image of each event: the one given in its record, if a search may show it, else the image with the
 * best quality rank, preferably one with a file. Events without such images are left out.
 */
export async function findEventHeroes(
  services: Services & { readonly assets: AssetReader },
  events: readonly { readonly id: number; readonly heroAssetId: number | null }[],
  viewer: SearchViewer,
): Promise<Map<number, Asset>> {
  const heroes = await Promise.all(
    events.map(async (event) => [event.id, await heroOf(services, event, viewer)] as const),
  )
  return new Map(heroes.flatMap(([id, hero]) => (hero ? [[id, hero] as const] : [])))
}

async function heroOf(
  { db, assets, index }: Services & { readonly assets: AssetReader },
  { id, heroAssetId }: { readonly id: number; readonly heroAssetId: number | null },
  viewer: SearchViewer,
): Promise<Asset | null> {
  const [chosen] = heroAssetId === null ? [] : await findLicensable(assets, 'image', [heroAssetId], viewer)
  if (chosen) return chosen
  const best = { ...(await ofEvents(db, [id], viewer)), sort: { by: 'quality' as const } }
  const { ids } = await index.search({ ...best, page: { offset: 0, size: 1 }, facets: {} })
  return (await findLicensable(assets, 'image', ids, viewer))[0] ?? null
}

async function ofEvents(
  db: Db,
  ids: readonly number[],
  viewer: SearchViewer,
): Promise<Omit<SearchQuery, 'page' | 'facets'>> {
  return {
    text: null,
    filters: [{ tags: 'any', of: 'event', ids }, ...(await searchFilters(db, 'image', viewer))],
    sort: { by: 'newest' },
  }
}
