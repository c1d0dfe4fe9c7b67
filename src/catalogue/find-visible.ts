import type { Db } from '../db/database.ts'
import { type Asset, findAssets } from './asset.ts'
import { isVisible, type Viewer } from './visibility.ts'

/**
 * Returns those of the images that the viewer may see, in the order of the ids. Everything that answers with assets
 * reads them here, wherever the ids come from: the index may be behind the records, and an id in a URL may be of any
 * asset.
 */
export async function findVisibleImages(db: Db, ids: readonly number[], viewer: Viewer): Promise<Asset[]> {
  return (await findVisibleAssets(db, ids, viewer)).filter(({ mediaKind }) => mediaKind === 'image')
}

/** The same for assets of any kind, for boards, which have images and videos. */
export async function findVisibleAssets(db: Db, ids: readonly number[], viewer: Viewer): Promise<Asset[]> {
  const found = await findAssets(db, ids)
  return ids.flatMap((id) => {
    const asset = found.get(id)
    return asset && isVisible(asset, viewer) ? [asset] : []
  })
}

/** Returns the image with this id if the viewer may see it, else null; so does a null id. */
export async function findVisibleImage(db: Db, id: number | null, viewer: Viewer): Promise<Asset | null> {
  return id === null ? null : ((await findVisibleImages(db, [id], viewer))[0] ?? null)
}
