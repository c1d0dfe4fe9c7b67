import type { Asset } from '../catalogue/asset.ts'
import { allowsSize, type Coverage, coveringProducts, type Product } from '../rights/coverage.ts'
import type { OfferedSize } from './offered-sizes.ts'

/** A size in which a customer may download an asset, and the products that allow it. */
export type LicensableSize<Size extends OfferedSize = OfferedSize> = {
  readonly size: Size
  readonly products: readonly Product[]
}

/**
 * Returns those of the sizes in which a customer may download an asset, in their order, by the rule that decides downloads
 * (`notDownloadable`). How much of a product is used up does not matter here.
 */
export function licensableSizes<Size extends OfferedSize>(
  coverage: Coverage,
  asset: Asset,
  sizes: readonly Size[],
): LicensableSize<Size>[] {
  const covering = coveringProducts(coverage, asset)
  if (covering.length === 0) return []
  return sizes.flatMap((size) => {
    const products = covering.filter((product) => allowsSize(product, size.band))
    return products.length === 0 ? [] : [{ size, products }]
  })
}

/** Returns each product that allows any of the sizes, with the largest size that it allows. */
export function largestByProduct<Size extends OfferedSize>(
  sizes: readonly LicensableSize<Size>[],
): Map<Product, Size> {
  const largest = new Map<Product, Size>()
  for (const { size, products } of sizes)
    for (const product of products) if (!largest.has(product)) largest.set(product, size)
  return largest
}

/** Returns the product that ends first, by which a download is paid if none is named; null if there are none. */
export function firstToEnd(products: Iterable<Product>): Product | null {
  let first: Product | null = null
  for (const product of products) if (first === null || endOf(product) < endOf(first)) first = product
  return first
}

const endOf = ({ endsMs }: Product): number => endsMs ?? Number.POSITIVE_INFINITY
