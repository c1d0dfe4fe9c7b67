import { findCollectionIds } from '../catalogue/names.ts'
import type { RightsDefaults } from '../catalogue/stated-rights.ts'
import type { Db } from '../db/database.ts'
import type { Coverage } from '../rights/coverage.ts'
import type { Terms } from '../rights/terms.ts'
import type { Filter } from './query.ts'
import { LICENSE_NOT_STATED } from './search-index.ts'

/**
 * Returns the rule of rights/coverage.ts as filters: what any of the products covers. As part of the query it keeps
 * totals and facets true. There is no filter without a customer (null) or if a product covers everything; without
 * products nothing is found.
 */
export async function coveredFilters(db: Db, coverage: Coverage | null): Promise<readonly Filter[]> {
  if (coverage === null) return []
  const { products, defaults } = coverage
  const alternatives = await Promise.all(products.map(({ terms }) => termsFilters(db, terms, defaults)))
  if (alternatives.some((filters) => filters.length === 0)) return []
  const distinct = new Map(alternatives.map((filters) => [JSON.stringify(filters), filters]))
  const [first = []] = distinct.values()
  return distinct.size === 1 ? first : [{ anyOf: [...distinct.values()] }]
}

async function termsFilters(
  db: Db,
  { families, collections, brands, licenseModels }: Terms,
  defaults: RightsDefaults,
): Promise<Filter[]> {
  return [
    ...(families ? [{ field: 'family' as const, in: families }] : []),
    ...(collections
      ? [{ field: 'collectionId' as const, in: await findCollectionIds(db, collections) }]
      : []),
    ...(brands ? [{ field: 'brand' as const, in: brands }] : []),
    ...(licenseModels ? [licensedUnder(licenseModels, defaults)] : []),
  ]
}

/** A filter for assets under any of these licence models, the owner's default for those whose rights nobody stated. */
export function licensedUnder(models: readonly string[], { licenseModel }: RightsDefaults): Filter {
  const isDefault = licenseModel !== null && models.includes(licenseModel)
  return { field: 'licenseModel', in: isDefault ? [...models, LICENSE_NOT_STATED] : models }
}
