import { DOWNLOAD_SIZES } from '../catalogue/download-sizes.ts'
import { Problem } from '../lib/problem.ts'
import { allowsSize, type Product } from '../rights/coverage.ts'
import type { PriceList } from './prices.ts'

/**
 * Throws if the customer has only credit packs that were made too small to pay for any size. Packs whose credits are used
 * up are no mistake.
 *
 * @throws Problem CreditPack that tells what the packs contain, and the lowest price.
 */
export function requireUsefulCreditPacks(products: readonly Product[], prices: PriceList): void {
  if (products.length === 0 || !products.every((product) => isUseless(product, prices))) return
  const packs = products.map(
    (product) =>
      `product ${product.id} has ${creditsOf(product)} and the lowest price is ${lowest(product, prices)}`,
  )
  throw new Problem(
    'CreditPack',
    `No credit pack of the customer has enough credits for any size: ${packs.join('; ')}. The owner of the library can correct their terms.`,
  )
}

const isUseless = (product: Product, prices: PriceList): boolean =>
  product.type === 'creditpack' && creditsOf(product) < lowest(product, prices)

/** A download is paid from one of the two purses, so the larger one counts. */
const creditsOf = ({ terms: { credits = 0, teamCredits = 0 } }: Product): number =>
  Math.max(credits, teamCredits)

const lowest = (product: Product, prices: PriceList): number =>
  Math.min(...DOWNLOAD_SIZES.filter((size) => allowsSize(product, size)).map((size) => prices[size]))
