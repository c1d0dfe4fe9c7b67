import type { Selectable } from 'kysely'
import type { Db } from '../db/database.ts'
import { raiseRevision } from '../db/revisions.ts'
import type { AgreementTable } from '../db/tables/rights.ts'
import { Problem } from '../lib/problem.ts'
import type { Product } from './coverage.ts'
import { type ProductType, readTerms, type Terms } from './terms.ts'

/** The record of an agreement. */
export type Agreement = Selectable<AgreementTable>

/** A product as the owner states it. */
export type StatedProduct = { readonly type: ProductType; readonly terms: unknown }

/**
 * Records an agreement with its products, version 1.
 *
 * @throws Problem InvalidAgreement when the customer has one of this name, or the terms of a product are wrong.
 */
export async function createAgreement(
  tx: Db,
  {
    customerId,
    name,
    startsMs,
    endsMs,
    products,
    now,
  }: {
    customerId: string
    name: string
    startsMs: number
    endsMs: number | null
    products: readonly StatedProduct[]
    now: Date
  },
): Promise<Agreement> {
  const known = await tx
    .selectFrom('agreement')
    .select('id')
    .where('customerId', '=', customerId)
    .where('name', '=', name)
    .executeTakeFirst()
  if (known)
    throw new Problem('InvalidAgreement', `There is already an agreement "${name}" with this customer.`)
  const agreement = await tx
    .insertInto('agreement')
    .values({ customerId, name, version: 1, startsMs, endsMs })
    .returningAll()
    .executeTakeFirstOrThrow()
  for (const { type, terms } of products) {
    const row = {
      agreementId: agreement.id,
      type,
      terms: JSON.stringify(readTerms(type, terms)),
      endedMs: null,
    }
    await tx.insertInto('product').values(row).execute()
  }
  await keepVersion(tx, agreement, now)
  return agreement
}

/** Keeps the terms as they are from now on, for receipts name the version that they were given under. */
async function keepVersion(tx: Db, { id, ...agreement }: Agreement, now: Date): Promise<void> {
  const products = await tx
    .selectFrom('product')
    .select(['id', 'type', 'terms', 'endedMs'])
    .where('agreementId', '=', id)
    .orderBy('id')
    .execute()
  const terms = { ...agreement, products: products.map((it) => ({ ...it, terms: JSON.parse(it.terms) })) }
  await tx
    .insertInto('agreementVersion')
    .values({
      agreementId: id,
      version: agreement.version,
      atMs: now.getTime(),
      terms: JSON.stringify(terms),
    })
    .execute()
  await raiseRevision(tx, 'rights')
}

/** The products of all customers that have not been ended, by customer. */
export async function listProducts(db: Db): Promise<Map<string, Product[]>> {
  const byCustomer = new Map<string, Product[]>()
  for (const { customerId, ...row } of await productsInForce(db).execute()) {
    byCustomer.set(customerId, [...(byCustomer.get(customerId) ?? []), toProduct(row)])
  }
  return byCustomer
}

/** The product with this id, as its terms are at this moment; null when it has been ended. */
export async function findProduct(db: Db, id: number): Promise<Product | null> {
  const row = await productsInForce(db).where('product.id', '=', id).executeTakeFirst()
  if (!row) return null
  const { customerId: _, ...product } = row
  return toProduct(product)
}

const productsInForce = (db: Db) =>
  db
    .selectFrom('product')
    .innerJoin('agreement', 'agreement.id', 'product.agreementId')
    .select(['product.id', 'product.type', 'product.terms', 'agreement.id as agreementId'])
    .select(['agreement.version as agreementVersion', 'agreement.name as agreementName'])
    .select(['agreement.startsMs', 'agreement.endsMs', 'agreement.customerId'])
    .where('product.endedMs', 'is', null)
    .orderBy('product.id')

const toProduct = ({
  type,
  terms,
  ...row
}: Omit<Product, 'type' | 'terms'> & { type: string; terms: string }): Product => ({
  ...row,
  type: type as ProductType,
  terms: JSON.parse(terms) as Terms,
})
