import { hash } from 'node:crypto'
import type { Asset } from '../catalogue/asset.ts'
import { type FilmedAsset, videoCardSvg } from './video-card.ts'

/** A drawing that stands for an asset without a picture; its renditions are stored under a name that no raster hash can have. */
export type Card = {
  readonly svg: string
  /** SHA-256 of the drawing. */
  readonly sha256: string
  readonly raster: string
}

/** The name of the card of images. */
const CARD_RASTER = 'card'

/** The size of the card of images; it is drawn without letters, so that no font is needed. */
export const CARD = { width: 1536, height: 1024, isVector: true } as const

/** The card of an image whose file has not arrived: the same for all. */
const CARD_SVG = `<svg xmlns="http://www.w3.org/2000/svg" width="${CARD.width}" height="${CARD.height}" viewBox="0 0 1536 1024">
<defs><linearGradient id="g" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#e9e7e3"/><stop offset="1" stop-color="#d8d5cf"/></linearGradient></defs>
<rect width="1536" height="1024" fill="url(#g)"/>
<g fill="none" stroke="#a8a39a" stroke-width="14" stroke-linejoin="round" stroke-linecap="round">
<rect x="568" y="352" width="400" height="320" rx="22"/><path d="M588 632l112-132 84 92 60-62 104 102"/><circle cx="866" cy="450" r="34"/>
</g></svg>`

/** Returns the card of an asset without a picture. */
export function cardOf(asset: FilmedAsset & Pick<Asset, 'mediaKind'>): Card {
  const svg = asset.mediaKind === 'image' ? CARD_SVG : videoCardSvg(asset)
  const sha256 = hash('sha256', svg)
  return { svg, sha256, raster: asset.mediaKind === 'image' ? CARD_RASTER : `${CARD_RASTER}-${sha256}` }
}

/** The part of a raster hash that is put into links. */
const RASTER_DIGITS = 12

/**
 * Returns what identifies the picture that an asset shows, for the links to it: its pixels, and the version of the record,
 * whose rights are sent with it. The card of a video shows what its record says; that of images says nothing.
 */
export function pictureKey({
  rasterHash,
  mediaKind,
  version,
}: Pick<Asset, 'rasterHash' | 'mediaKind' | 'version'>): string {
  if (rasterHash !== null) return `${rasterDigits(rasterHash)}-${version}`
  return mediaKind === 'image' ? CARD_RASTER : `${CARD_RASTER}-v${version}`
}

/** What identifies the pixels of an asset in links. */
export const rasterDigits = (rasterHash: string | null): string =>
  rasterHash?.slice(0, RASTER_DIGITS) ?? CARD_RASTER
