import type { Asset } from '../../catalogue/asset.ts'
import { sizeNamed } from '../../renditions/ladder.ts'
import type { Links } from '../links.ts'
import { licensableWork } from './licensable-work.ts'

/** A picture as schema.org's ImageObject. */
export function imageObject(asset: Asset, links: Links): Record<string, unknown> {
  const { width, height } = asset
  return {
    ...licensableWork(asset, links),
    '@type': 'ImageObject',
    ...(asset.rasterHash !== null && {
      contentUrl: links.sharedPicture(asset),
      thumbnailUrl: links.rendition(asset, sizeNamed('thumb'), false),
      width,
      height,
    }),
  }
}
