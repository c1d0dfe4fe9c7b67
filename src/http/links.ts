import type { Asset } from '../catalogue/asset.ts'
import { slug } from '../lib/slug.ts'
import type { RenditionSize } from '../renditions/ladder.ts'
import { signedPath } from '../renditions/signed-link.ts'

/** The addresses that one answer needs. All of them are opaque to clients, and absolute. */
export type Links = {
  /** Links whose state is equal are equal. */
  readonly state: string
  rendition(asset: Asset, size: RenditionSize, watermarked: boolean): string
  /** The asset's page in the gallery. */
  page(asset: Asset): string
}

/** Links of one answer, from the base address, the signing secret and the moment at which they expire. */
export function linksFrom({
  base,
  secret,
  expiresMs,
}: {
  base: string
  secret: string
  expiresMs: number
}): Links {
  return {
    state: `${base} ${expiresMs}`,
    rendition(asset, size, watermarked) {
      const grant = { assetId: asset.id, name: size.name, watermarked, raster: asset.rasterHash, expiresMs }
      const extension = size.mediaType === 'image/webp' ? 'webp' : 'jpg'
      return base + signedPath(secret, grant, slug(asset.title), extension)
    },
    page: (asset) => `${base}/detail/${slug(asset.title)}/${asset.id}`,
  }
}
