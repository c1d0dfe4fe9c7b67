import type { Db } from '../db/database.ts'
import { type Asset, findAssets } from './asset.ts'
import { isVisible, type Viewer } from './visibility.ts'

/**
 * The images with these ids that the viewer may see, in the order of the ids. Whoever answers with assets reads them
 * here, whatever told their ids: an index may be behind the records, and an id in an address may be anybody's.
 */
export async function findVisibleImages(db: Db, ids: readonly number[], viewer: Viewer): Promise<Asset[]> {
  const found = await findAssets(db, ids)
  return ids.flatMap((id) => {
    const asset = found.get(id)
    return asset?.mediaKind === 'image' && isVisible(asset, viewer) ? [asset] : []
  })
}

/** The image with this id when the viewer may see it; null is also no id at all. */
export async function findVisibleImage(db: Db, id: number | null, viewer: Viewer): Promise<Asset | null> {
  return id === null ? null : ((await findVisibleImages(db, [id], viewer))[0] ?? null)
}
