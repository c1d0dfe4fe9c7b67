import type { Asset } from '../../catalogue/asset.ts'
import { escapeHtml } from '../../lib/escape-html.ts'
import { PUBLIC_CLEAN } from '../../renditions/display-sizes.ts'
import { type RenditionName, sizeNamed } from '../../renditions/ladder.ts'
import type { Links } from '../links.ts'
import { presentDisplaySize } from './display-size.ts'
import { isPlayed } from './video-display-size.ts'

/** A size in pixels, or the largest that one may have. */
export type Extent = { readonly width: number; readonly height: number }

/** The sizes that other sites may embed, largest first. */
const SHOWN: readonly RenditionName[] = ['comp', 'preview', 'thumb']

/**
 * Presents an asset for other sites (oEmbed 1.0): an image as a photo, a video with our player. A video that cannot be
 * played here is a link with a picture.
 */
export function presentEmbedded(asset: Asset, links: Links, bounds: Extent) {
  const { title, artist } = asset
  const sizes = SHOWN.map((name) =>
    presentDisplaySize(asset, sizeNamed(name), { links, clean: PUBLIC_CLEAN }),
  )
  const largest = within(sizes.find(fits(bounds)) ?? sizes.at(-1)!, bounds)
  const isVideo = asset.mediaKind === 'video'
  const thumbnail = isVideo ? largest : within(sizes.at(-1)!, bounds)
  const about = {
    title,
    ...(artist !== null && { author_name: artist }),
    provider_name: 'Vitrine',
    provider_url: links.home,
    thumbnail_url: thumbnail.uri,
    thumbnail_width: thumbnail.width,
    thumbnail_height: thumbnail.height,
  }
  const { uri: url, width, height } = largest
  if (!isVideo) return { version: '1.0', type: 'photo', url, width, height, ...about }
  if (!isPlayed(asset, links)) return { version: '1.0', type: 'link', ...about }
  const frame = within(sizes[0]!, bounds)
  return {
    version: '1.0',
    type: 'video',
    html: playerFrame(asset, links, frame),
    width: frame.width,
    height: frame.height,
    ...about,
  }
}

const playerFrame = (asset: Asset, links: Links, { width, height }: Extent) =>
  `<iframe src="${escapeHtml(links.player(asset))}" title="${escapeHtml(asset.title)}" width="${width}" height="${height}" style="border:0" allow="fullscreen" allowfullscreen></iframe>`

const fits = (bounds: Extent) => (size: Extent) => size.width <= bounds.width && size.height <= bounds.height

/** Fits a size into bounds: even the smallest rendition may have to be scaled down (oEmbed, 2.3.4). */
function within<Size extends Extent>(size: Size, bounds: Extent): Size {
  const scale = Math.min(1, bounds.width / size.width, bounds.height / size.height)
  const scaled = (side: number) => Math.max(1, Math.floor(side * scale))
  return { ...size, width: scaled(size.width), height: scaled(size.height) }
}
