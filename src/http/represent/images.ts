import { findAssets, findKeywords } from '../../catalogue/asset.ts'
import type { Db } from '../../db/database.ts'
import { type ImageContext, needsKeywords, presentImage } from './image.ts'

/** The images with these ids, in their order. One that went away since the index named it is left out. */
export async function presentImages(db: Db, ids: readonly number[], context: ImageContext) {
  const assets = await findAssets(db, ids)
  const keywords = needsKeywords(context.selection) ? await findKeywords(db, ids) : null
  return ids.flatMap((id) => {
    const asset = assets.get(id)
    return asset ? [presentImage({ asset, keywords: keywords?.get(id) ?? [] }, context)] : []
  })
}
