import type { Asset } from '../../catalogue/asset.ts'
import type { LicenseOptions, PricedProduct } from '../../downloads/license-options.ts'
import type { OfferedSize } from '../../downloads/offered-sizes.ts'
import type { Links } from '../links.ts'
import { time } from './time.ts'

/** What may be licensed of an asset, with the addresses at which to request each download. */
export function presentLicenseOptions(
  asset: Pick<Asset, 'id' | 'mediaKind'>,
  { sizes, products }: LicenseOptions,
  links: Links,
) {
  return {
    id: String(asset.id),
    sizes: sizes.map(({ size, products: priced }) => ({
      name: size.name,
      width: size.width,
      height: size.height,
      dpi: size.dpi,
      bytes: size.bytes,
      file_type: size.fileType,
      is_original: size.isOriginal,
      products: priced.map((it) => presentPriced(asset, size, it, links)),
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
  { id, mediaKind }: Pick<Asset, 'id' | 'mediaKind'>,
  size: OfferedSize,
  { product, credits, freeUntilMs }: PricedProduct,
  links: Links,
) {
  const file = mediaKind === 'image' ? imageFile(size) : `&size=${size.name}`
  return {
    product_id: product.id,
    credits,
    free_until: time(freeUntilMs),
    uri: links.api(`/v3/downloads/${mediaKind}s/${id}?product_id=${product.id}${file}`),
  }
}

/** The original comes first of its height; what is made of it is named by its type. */
const imageFile = ({ height, fileType, isOriginal }: OfferedSize) =>
  height === null ? '' : `&height=${height}${isOriginal ? '' : `&file_type=${fileType}`}`
