import type { LicenseOptions, PricedProduct } from '../../downloads/license-options.ts'
import type { ImageSize } from '../../downloads/offered-sizes.ts'
import type { Links } from '../links.ts'
import { time } from './time.ts'

/** What may be licensed of an image, with the addresses at which to request each download. */
export function presentLicenseOptions(assetId: number, { sizes, products }: LicenseOptions, links: Links) {
  return {
    id: String(assetId),
    sizes: sizes.map(({ size, products: priced }) => ({
      name: size.name,
      width: size.width,
      height: size.height,
      dpi: size.dpi,
      bytes: size.bytes,
      file_type: size.fileType,
      is_original: size.isOriginal,
      products: priced.map((it) => presentPriced(assetId, size, it, links)),
    })),
    products: products.map(({ product, clause }) => ({
      product_id: product.id,
      product_type: product.type,
      agreement_name: product.agreementName,
      clause,
    })),
  }
}

function presentPriced(
  assetId: number,
  { height, fileType, isOriginal }: ImageSize,
  { product, credits, freeUntilMs }: PricedProduct,
  links: Links,
) {
  // The original comes first of its height; what is made of it is named by its type.
  const type = isOriginal ? '' : `&file_type=${fileType}`
  return {
    product_id: product.id,
    credits,
    free_until: time(freeUntilMs),
    uri: links.api(`/v3/downloads/images/${assetId}?product_id=${product.id}&height=${height}${type}`),
  }
}
