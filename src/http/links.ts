import type { Asset } from '../catalogue/asset.ts'
import { slug } from '../lib/slug.ts'
import { CARD_RASTER } from '../renditions/card.ts'
import type { RenditionSize } from '../renditions/ladder.ts'
import { rasterDigits, signedPath } from '../renditions/signed-link.ts'

/** The addresses that one answer needs. All of them are opaque to clients, and absolute. */
export type Links = {
  /** Links whose state is equal are equal. */
  readonly state: string
  rendition(asset: Asset, size: RenditionSize, watermarked: boolean): string
  /** This site. */
  readonly home: string
  /** The asset's page in the gallery. */
  page(asset: Asset): string
  /** The asset's picture as a shared page shows it; the same for all time as long as its pixels are the same. */
  sharedPicture(asset: Asset): string
  /** Where the asset's oEmbed is asked for. */
  oembed(asset: Asset): string
  /** An address of this server, from its path and query. */
  api(path: string): string
}

/** Links of one answer, from the base address, the signing secret and the moment at which they expire. */
export function linksFrom({
  base,
  secret,
  expiresMs,
  watermarkKey,
}: {
  base: string
  secret: string
  expiresMs: number
  /** Of the watermark that pictures get now. */
  watermarkKey: string
}): Links {
  const page = (asset: Asset) => `${base}/detail/${slug(asset.title)}/${asset.id}`
  return {
    home: `${base}/`,
    state: `${base} ${expiresMs} ${watermarkKey}`,
    rendition(asset, size, watermarked) {
      const grant = {
        assetId: asset.id,
        name: size.name,
        watermark: watermarked ? watermarkKey : null,
        raster: asset.rasterHash ?? CARD_RASTER,
        expiresMs,
      }
      const extension = size.mediaType === 'image/webp' ? 'webp' : 'jpg'
      return base + signedPath(secret, grant, slug(asset.title), extension)
    },
    page,
    sharedPicture: (asset) =>
      `${base}/pictures/${asset.id}/${slug(asset.title)}.jpg?v=${rasterDigits(asset.rasterHash ?? CARD_RASTER)}`,
    oembed: (asset) => `${base}/oembed?url=${encodeURIComponent(page(asset))}`,
    api: (path) => base + path,
  }
}
