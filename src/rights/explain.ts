import type { RightsDefaults } from '../catalogue/stated-rights.ts'
import { type Clause, type Licensable, notCovered, outOfTime, type Product } from './coverage.ts'

/** What each clause says of the product that it belongs to. */
export const CLAUSE_TEXTS: Readonly<Record<Clause, string>> = {
  not_started: 'has not started',
  ended: 'has ended',
  family: 'is not for this family',
  collection: 'does not include the collection',
  brand: 'is not for this brand',
  license_model: 'does not include the licence model',
  size: 'does not allow this size',
}

/** Whether a product covers an asset, and why not. */
export type Verdict = {
  readonly product: Product
  /** The clause that decided against it; null if it covers the asset. */
  readonly clause: Clause | null
  /** What the product does, as the rest of a sentence that begins with its name. */
  readonly reason: string
}

/** Explains for each product of a customer, in force or not, whether it covers an asset. */
export function explainRights(
  products: readonly Product[],
  asset: Licensable,
  { defaults, now }: { defaults: RightsDefaults; now: Date },
): Verdict[] {
  return products.map((product) => {
    const clause = outOfTime(product, now) ?? notCovered(product, asset, defaults)
    return { product, clause, reason: clause === null ? coversIt(product) : CLAUSE_TEXTS[clause] }
  })
}

const coversIt = ({ terms: { largestSize } }: Product) =>
  largestSize === undefined ? 'covers it in all sizes' : `covers it up to ${largestSize}`
