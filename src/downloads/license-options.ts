import type { Asset } from '../catalogue/asset.ts'
import { allowsSize, type Clause, notCovered, outOfTime, type Product } from '../rights/coverage.ts'
import type { Rights } from '../rights/rights-book.ts'
import type { Downloader } from './download.ts'
import { licensableSizes } from './licensable-sizes.ts'
import { type OfferedSize, offeredSizes, type VideoOffer } from './offered-sizes.ts'
import { type PriceList, pricesOf } from './prices.ts'
import type { ChargingRules } from './record-download.ts'
import { findRepeat, freeUntilMs, repeatableDownloads } from './repeats.ts'
import { type VideoOfferServices, videoOfferFor } from './video-offer.ts'

/** A product by which a size can be downloaded, and what that costs. */
export type PricedProduct = {
  readonly product: Product
  /** 0 for what is not a credit pack. */
  readonly credits: number
  /** Until then a download is a repeat of an earlier one and costs nothing; null if it would be a new one. */
  readonly freeUntilMs: number | null
}

/** What a customer may license of an asset, and by which clause each product does not cover it. */
export type LicenseOptions = {
  readonly sizes: readonly { readonly size: OfferedSize; readonly products: readonly PricedProduct[] }[]
  readonly products: readonly { readonly product: Product; readonly clause: Clause | null }[]
}

/** Returns what a customer may license of an asset now, at what price, and why not. */
export async function findLicenseOptions(
  services: VideoOfferServices & { readonly rules: ChargingRules },
  asset: Asset,
  { downloader, rights, now }: { downloader: Downloader; rights: Rights; now: Date },
): Promise<LicenseOptions> {
  const { db, rules } = services
  const { repeatWindowMs: windowMs } = rules
  const prices = pricesOf(asset, rules.prices)
  const offer = await videoOfferFor(services, [asset])
  const recent = await repeatableDownloads(db, { downloader, assetId: asset.id, windowMs, now })
  const freeUntil = (product: Product, size: OfferedSize) => {
    const last = findRepeat(recent, { productId: product.id, size })
    return last && freeUntilMs(last, { windowMs, now })
  }
  return {
    sizes: licensableSizes(rights, asset, offeredSizes(asset, offer)).map(({ size, products }) => ({
      size,
      products: products.map((product) => ({
        product,
        credits: priceOf(product, size, prices),
        freeUntilMs: freeUntil(product, size),
      })),
    })),
    products: rights.allProducts.map((product) => ({
      product,
      clause: clauseOf(product, { asset, offer }, rights, now),
    })),
  }
}

const priceOf = ({ type }: Product, { band }: OfferedSize, prices: PriceList): number =>
  type === 'creditpack' ? prices[band] : 0

/** The clause by which a product allows no size of an asset; null if it allows any, or the asset has none yet. */
function clauseOf(
  product: Product,
  { asset, offer }: { asset: Asset; offer: VideoOffer },
  { defaults }: Rights,
  now: Date,
): Clause | null {
  const clause = outOfTime(product, now) ?? notCovered(product, asset, defaults)
  if (clause !== null) return clause
  const sizes = offeredSizes(asset, offer)
  return sizes.length === 0 || sizes.some(({ band }) => allowsSize(product, band)) ? null : 'size'
}
