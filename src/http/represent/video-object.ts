import type { Asset } from '../../catalogue/asset.ts'
import { clipMsOf } from '../../catalogue/video.ts'
import type { Links } from '../links.ts'
import type { SharedVideo } from '../share-tags.ts'
import { licensableWork } from './licensable-work.ts'
import { time } from './time.ts'

/** A video as schema.org's VideoObject; `clip` is what everybody may see of it, null if it cannot be played here. */
export function videoObject(asset: Asset, links: Links, clip: SharedVideo | null): Record<string, unknown> {
  const durationMs = clipMsOf(asset)
  return {
    ...licensableWork(asset, links),
    '@type': 'VideoObject',
    uploadDate: time(asset.dateSubmittedMs),
    // ISO 8601; search engines read whole seconds.
    ...(durationMs !== null && { duration: `PT${Math.round(durationMs / 1000)}S` }),
    ...(asset.rasterHash !== null && { thumbnailUrl: links.sharedPicture(asset) }),
    ...(clip && { contentUrl: clip.url, width: clip.width, height: clip.height }),
    ...(clip?.player && { embedUrl: clip.player }),
  }
}
