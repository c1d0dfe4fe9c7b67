import type { Asset } from '../../catalogue/asset.ts'
import { mediaTypeOf } from '../../downloads/deliver.ts'
import { firstToEnd, largestByProduct, licensableSizes } from '../../downloads/licensable-sizes.ts'
import type { OfferedSize } from '../../downloads/offered-sizes.ts'
import { type Coverage, coveringProducts, type Product } from '../../rights/coverage.ts'
import type { ProductType } from '../../rights/terms.ts'
import type { Links } from '../links.ts'

/** For whom the downloads of an image are presented. */
export type DownloadContext = { readonly links: Links; readonly rights: Coverage | null }

/** What a photograph takes as a JPEG of the quality of downloads; the size of a file that is not made yet is estimated. */
const BYTES_PER_PIXEL = 0.4
/** Typed clients cannot read these (clients.md 2). */
const UNKNOWN_TO_CLIENTS: ReadonlySet<ProductType> = new Set(['creditpack'])

const sizesOf = (asset: Asset, { rights }: DownloadContext) =>
  rights === null ? [] : licensableSizes(rights, asset)

/** The type of the product that pays for a download if none is named; null if the image cannot be downloaded. */
export const presentDownloadProduct = (asset: Asset, context: DownloadContext): ProductType | null =>
  firstToEnd(largestByProduct(sizesOf(asset, context)).keys())?.type ?? null

/** The types of the products that cover an image. */
export const presentProductTypes = (asset: Asset, { rights }: DownloadContext): ProductType[] => {
  const types = rights === null ? [] : coveringProducts(rights, asset).map(({ type }) => type)
  return [...new Set(types)].filter((type) => !UNKNOWN_TO_CLIENTS.has(type))
}

/** The sizes in which an image can be downloaded (contract 5.4), with or without links. */
export const presentDownloadSizes = (asset: Asset, context: DownloadContext, withLinks: boolean) =>
  sizesOf(asset, context).map(({ size, products }) => ({
    ...presentSize(size),
    ...(withLinks && { downloads: products.map((product) => presentLink(asset, product, context, size)) }),
  }))

/** The largest size by id: one entry, with a link for each product that allows it. */
export const presentLargestSize = (asset: Asset, context: DownloadContext) =>
  presentDownloadSizes(asset, context, true).slice(0, 1)

/** The largest size in a search: an entry for each product, for readers of either form (contract 16). */
export const presentLargestByProduct = (asset: Asset, context: DownloadContext) =>
  [...largestByProduct(sizesOf(asset, context))].map(([product, size]) => {
    const { media_type, bytes, height, width } = presentSize(size)
    const link = presentLink(asset, product, context)
    return { media_type, bytes, height, width, downloads: [link], ...link }
  })

function presentSize({ name, width, height, dpi, bytes, fileType }: OfferedSize) {
  return {
    bytes: bytes ?? Math.round(width * height * BYTES_PER_PIXEL),
    height,
    width,
    media_type: mediaTypeOf(fileType),
    name,
    dpi,
  }
}

/** Where to request the download: without a size, of the largest that the product allows. */
function presentLink(
  { id }: Asset,
  { id: productId, type, agreementName }: Product,
  { links }: DownloadContext,
  size?: OfferedSize,
) {
  const height = size ? `&height=${size.height}` : ''
  return {
    product_id: String(productId),
    product_type: type,
    uri: links.api(`/v3/downloads/images/${id}?product_id=${productId}${height}`),
    agreement_name: agreementName,
  }
}
