import type { Asset } from '../../catalogue/asset.ts'
import { firstToEnd, largestByProduct, licensableSizes } from '../../downloads/licensable-sizes.ts'
import { type OfferedSize, offeredSizes, type VideoOffer } from '../../downloads/offered-sizes.ts'
import { type Coverage, coveringProducts, type Product } from '../../rights/coverage.ts'
import type { ProductType } from '../../rights/terms.ts'
import type { Links } from '../links.ts'

/** For whom the downloads of an asset are presented. */
export type DownloadContext = {
  readonly links: Links
  readonly rights: Coverage | null
  readonly videoOffer: VideoOffer
}

/** Typed clients cannot read these (clients.md 2). */
const UNKNOWN_TO_CLIENTS: ReadonlySet<ProductType> = new Set(['creditpack'])

/** Those of the sizes of an asset that the customer may download; none without an access token. */
export const sizesOf = <Size extends OfferedSize>(
  asset: Asset,
  sizes: readonly Size[],
  { rights }: DownloadContext,
) => (rights === null ? [] : licensableSizes(rights, asset, sizes))

/** The type of the product that pays for a download if none is named; null if the asset cannot be downloaded. */
export function presentDownloadProduct(asset: Asset, context: DownloadContext): ProductType | null {
  const sizes = sizesOf(asset, offeredSizes(asset, context.videoOffer), context)
  return firstToEnd(largestByProduct(sizes).keys())?.type ?? null
}

/** The types of the products that cover an asset. */
export const presentProductTypes = (asset: Asset, { rights }: DownloadContext): ProductType[] => {
  const types = rights === null ? [] : coveringProducts(rights, asset).map(({ type }) => type)
  return [...new Set(types)].filter((type) => !UNKNOWN_TO_CLIENTS.has(type))
}

/** Where to request a download; `which` are parameters that name a size, without which it is the largest allowed. */
export function presentLink(
  { id, mediaKind }: Asset,
  { id: productId, type, agreementName }: Product,
  { links }: DownloadContext,
  which = '',
) {
  return {
    product_id: String(productId),
    product_type: type,
    uri: links.api(`/v3/downloads/${mediaKind}s/${id}?product_id=${productId}${which}`),
    agreement_name: agreementName,
  }
}
