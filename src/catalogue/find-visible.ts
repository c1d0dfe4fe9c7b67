import type { Db } from '../db/database.ts'
import type { MediaKind } from '../db/tables/assets.ts'
import { Problem } from '../lib/problem.ts'
import { type Asset, findAssets } from './asset.ts'
import { isVisible, type Viewer } from './visibility.ts'

/**
 * Returns those of the assets of one kind of media that the viewer may see, in the order of the ids. Everything that
 * answers with assets reads them here, wherever the ids come from: the index may be behind the records, and an id in a
 * URL may be of any asset.
 */
export async function findVisibleOfKind(
  db: Db,
  mediaKind: MediaKind,
  ids: readonly number[],
  viewer: Viewer,
): Promise<Asset[]> {
  return (await findVisibleAssets(db, ids, viewer)).filter((asset) => asset.mediaKind === mediaKind)
}

/** The same for images. */
export const findVisibleImages = (db: Db, ids: readonly number[], viewer: Viewer): Promise<Asset[]> =>
  findVisibleOfKind(db, 'image', ids, viewer)

/** The same for assets of any kind, for boards, histories and reports, which have images and videos. */
export async function findVisibleAssets(db: Db, ids: readonly number[], viewer: Viewer): Promise<Asset[]> {
  return visibleOf(await findAssets(db, ids), ids, viewer)
}

/** Returns those of the assets with these ids that were found and that the viewer may see, in the order of the ids. */
export function visibleOf(
  found: ReadonlyMap<number, Asset>,
  ids: readonly number[],
  viewer: Viewer,
): Asset[] {
  const visible: Asset[] = []
  for (const id of ids) {
    const asset = found.get(id)
    if (asset && isVisible(asset, viewer)) visible.push(asset)
  }
  return visible
}

/** Returns the image with this id if the viewer may see it, else null; so does a null id. */
export const findVisibleImage = (db: Db, id: number | null, viewer: Viewer): Promise<Asset | null> =>
  findVisibleAsset(db, 'image', id, viewer)

/** Returns the asset of this kind with this id if the viewer may see it, else null; so does a null id. */
export async function findVisibleAsset(
  db: Db,
  mediaKind: MediaKind,
  id: number | null,
  viewer: Viewer,
): Promise<Asset | null> {
  return id === null ? null : ((await findVisibleOfKind(db, mediaKind, [id], viewer))[0] ?? null)
}

/** The same for an asset of any kind. */
export async function findVisibleOfAnyKind(db: Db, id: number | null, viewer: Viewer): Promise<Asset | null> {
  return id === null ? null : ((await findVisibleAssets(db, [id], viewer))[0] ?? null)
}

const NOT_FOUND = { image: ['ImageNotFound', 'Image'], video: ['VideoNotFound', 'Video'] } as const

/** The problem that no asset of this kind with this id is visible to the caller. */
export function assetNotFound(mediaKind: MediaKind, id: string | number | null): Problem {
  const [code, name] = NOT_FOUND[mediaKind]
  return new Problem(code, `${name} id not found: ${String(id).slice(0, 64)}`)
}
