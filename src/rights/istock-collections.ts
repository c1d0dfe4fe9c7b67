import type { Db } from '../db/database.ts'
import { Problem } from '../lib/problem.ts'
import type { Coverage, Product } from './coverage.ts'
import type { ProductType } from './terms.ts'

/** The products that make the key of a customer an "iStock key" (contract 16, Brands). */
const ISTOCK_TYPES: ReadonlySet<ProductType> = new Set(['royaltyfreesubscription', 'creditpack'])

/**
 * Throws if all products of a customer are iStock products that name only collections which do not exist: everything
 * that depends on them would be empty without a reason. Collections of a brand that the product excludes count as missing.
 * `coverage` is null without an access token.
 *
 * @throws Problem InvalidIStockCollection that names the collections.
 */
export async function requireIstockCollections(db: Db, coverage: Coverage | null): Promise<void> {
  const products = coverage?.products ?? []
  if (products.length === 0 || !products.every(namesIstockCollections)) return
  const codes = [...new Set(products.flatMap(({ terms }) => terms.collections ?? []))]
  const known = await db
    .selectFrom('collection')
    .select(['code', 'brand'])
    .where('code', 'in', codes)
    .execute()
  const isKnownTo = ({ terms: { collections = [], brands } }: Product) =>
    known.some(
      ({ code, brand }) => collections.includes(code) && (brands?.includes(brand ?? 'gettyimages') ?? true),
    )
  if (products.some(isKnownTo)) return
  const names = products.map(({ id, type, terms }) => `${type} ${id} names ${terms.collections!.join(', ')}`)
  throw new Problem(
    'InvalidIStockCollection',
    `The products of the customer name only collections that this library does not have, or has under another brand: ${names.join('; ')}. The owner of the library can correct their terms.`,
  )
}

const namesIstockCollections = ({ type, terms }: Product): boolean =>
  ISTOCK_TYPES.has(type) && terms.collections !== undefined
