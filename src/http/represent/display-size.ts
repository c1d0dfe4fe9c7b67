import type { Asset } from '../../catalogue/asset.ts'
import { isDrawing } from '../../catalogue/download-sizes.ts'
import { type Shape, sizeOf } from '../../media/size-of.ts'
import { CARD } from '../../renditions/card.ts'
import type { RenditionName, RenditionSize } from '../../renditions/ladder.ts'
import type { Links } from '../links.ts'

/** How an asset is shown to a caller; `clean` are the sizes without a watermark. */
export type Look = { readonly links: Links; readonly clean: ReadonlySet<RenditionName> }

/** What of an asset decides how its picture is shown. */
type Pictured = Pick<
  Asset,
  'id' | 'title' | 'rasterHash' | 'mediaKind' | 'version' | 'width' | 'height' | 'fileType'
>

/** Presents a rendition as an entry of display_sizes. */
export function presentDisplaySize(asset: Pictured, size: RenditionSize, look: Look) {
  return { ...presentRendition(asset, size, look), ...sizeOf(shapeOf(asset), size.bound) }
}

/** The same without its size in pixels. */
export function presentRendition(
  asset: Pictured,
  size: Pick<RenditionSize, 'name' | 'mediaType'>,
  { links, clean }: Look,
) {
  const isWatermarked = !clean.has(size.name)
  return { is_watermarked: isWatermarked, name: size.name, uri: links.rendition(asset, size, isWatermarked) }
}

/** The shape of an asset's picture, which determines the sizes of its renditions. */
export function shapeOf({ width, height, fileType }: Pick<Pictured, 'width' | 'height' | 'fileType'>): Shape {
  return width === null || height === null ? CARD : { width, height, isVector: isDrawing(fileType) }
}
