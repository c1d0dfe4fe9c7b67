import type { Asset } from '../catalogue/asset.ts'
import { type DownloadSizeName, isWithin } from '../catalogue/download-sizes.ts'
import type { RightsDefaults } from '../catalogue/stated-rights.ts'
import type { ProductType, Terms } from './terms.ts'

/** A product of a customer, with the time of its agreement. */
export type Product = {
  readonly id: number
  readonly type: ProductType
  readonly terms: Terms
  readonly agreementId: number
  readonly agreementVersion: number
  readonly agreementName: string
  readonly startsMs: number
  /** From this moment it is over; null is no end. */
  readonly endsMs: number | null
}

/** The products of a customer that are in force, and what holds for assets whose rights nobody stated. */
export type Coverage = { readonly products: readonly Product[]; readonly defaults: RightsDefaults }

/** What of an asset decides under which product it may be licensed. */
export type Licensable = Pick<Asset, 'family' | 'brand' | 'collectionCode' | 'licenseModel'>

/** The clauses of a product that can leave something out. */
export const CLAUSES = [
  'not_started',
  'ended',
  'family',
  'collection',
  'brand',
  'license_model',
  'size',
] as const
/** One of these clauses. */
export type Clause = (typeof CLAUSES)[number]

/** Returns the clause by which a product is not in force at a moment; null when it is. */
export function outOfTime({ startsMs, endsMs }: Product, now: Date): Clause | null {
  if (startsMs > now.getTime()) return 'not_started'
  return endsMs !== null && endsMs <= now.getTime() ? 'ended' : null
}

/**
 * Returns the clause by which a product in force does not cover an asset; null when it does. The same rule exists as
 * filters for the index (search/covered-filters.ts).
 */
export function notCovered(
  { terms }: Pick<Product, 'terms'>,
  asset: Licensable,
  defaults: RightsDefaults,
): Clause | null {
  const { families, collections, brands, licenseModels } = terms
  if (families && !families.includes(asset.family)) return 'family'
  if (collections && !collections.includes(asset.collectionCode)) return 'collection'
  if (brands && !brands.includes(asset.brand ?? 'gettyimages')) return 'brand'
  // What neither the record nor the owner's default states is in no list (contract 16, A record that says nothing).
  const licenseModel = asset.licenseModel ?? defaults.licenseModel
  if (licenseModels && (licenseModel === null || !licenseModels.includes(licenseModel)))
    return 'license_model'
  return null
}

/** Returns the products that cover an asset, in whatever size. */
export const coveringProducts = ({ products, defaults }: Coverage, asset: Licensable): Product[] =>
  products.filter((product) => notCovered(product, asset, defaults) === null)

/** Returns whether a customer may license an asset under any product, in whatever size. */
export const isCovered = ({ products, defaults }: Coverage, asset: Licensable): boolean =>
  products.some((product) => notCovered(product, asset, defaults) === null)

/** Returns whether the terms of a product allow a size, whatever the asset. */
export const allowsSize = ({ terms: { largestSize } }: Product, size: DownloadSizeName): boolean =>
  largestSize === undefined || isWithin(size, largestSize)

/** Returns the clause by which an asset may not be downloaded in a size under a product; null when it may. */
export function notDownloadable(
  product: Product,
  asset: Licensable,
  { size, defaults, now }: { size: DownloadSizeName; defaults: RightsDefaults; now: Date },
): Clause | null {
  return (
    outOfTime(product, now) ??
    notCovered(product, asset, defaults) ??
    (allowsSize(product, size) ? null : 'size')
  )
}
