import type { Selectable } from 'kysely'
import { isOffered, territoriesOf } from '../catalogue/territories.ts'
import { FAMILIES, LICENSE_MODELS } from '../catalogue/trade-lists.ts'
import type { Db } from '../db/database.ts'
import type { CollectionTable } from '../db/tables/names.ts'
import { type Coverage, isCovered } from './coverage.ts'
import { PRODUCT_TYPES, type ProductType } from './terms.ts'

/** A collection with the types of the products that cover it. */
export type CoveredCollection = Selectable<CollectionTable> & {
  readonly productTypes: readonly ProductType[]
}

/** Returns the collections that at least one of the products covers and that are offered in the country. */
export async function findCoveredCollections(
  db: Db,
  coverage: Coverage,
  country: string | null,
): Promise<CoveredCollection[]> {
  const collections = await db.selectFrom('collection').selectAll().orderBy('id').execute()
  return collections
    .filter(({ territories }) => isOffered(territoriesOf(territories), country))
    .map((collection) => ({ ...collection, productTypes: coveringTypes(coverage, collection) }))
    .filter(({ productTypes }) => productTypes.length > 0)
}

const coveringTypes = ({ products, defaults }: Coverage, collection: Selectable<CollectionTable>) =>
  PRODUCT_TYPES.filter((type) =>
    mayCover({ products: products.filter((it) => it.type === type), defaults }, collection),
  )

/** Returns whether assets of a collection are covered. Of what the collection leaves open, they may have any value. */
function mayCover(
  coverage: Coverage,
  { code, brand, family, licenseModel }: Selectable<CollectionTable>,
): boolean {
  const families = family === null ? FAMILIES : [family]
  const models = licenseModel === null ? [null, ...LICENSE_MODELS] : [licenseModel]
  return families.some((oneFamily) =>
    models.some((model) =>
      isCovered(coverage, { collectionCode: code, brand, family: oneFamily, licenseModel: model }),
    ),
  )
}
