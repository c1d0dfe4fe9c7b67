import { isDeepStrictEqual as isSame } from 'node:util'
import type { Selectable } from 'kysely'
import type { Db } from '../db/database.ts'
import { prepared, type Values } from '../db/prepared.ts'
import { raiseRevision } from '../db/revisions.ts'
import type { AgreementTable, ProductTable } from '../db/tables/rights.ts'
import { Problem } from '../lib/problem.ts'
import type { Product } from './coverage.ts'
import { type ProductType, readTerms, type Terms } from './terms.ts'

/** The record of an agreement. */
export type Agreement = Selectable<AgreementTable>

/** A product as the owner states it. */
export type StatedProduct = { readonly type: ProductType; readonly terms: unknown }

/** A product of an agreement with its record. */
export type AgreementProduct = Pick<Selectable<ProductTable>, 'id' | 'endedMs'> & {
  readonly type: ProductType
  readonly terms: Terms
}

/** What can be changed of an agreement. */
export type AgreementChange = Partial<Pick<Agreement, 'name' | 'startsMs' | 'endsMs'>> & {
  /** Products to add. */
  readonly add?: readonly StatedProduct[]
  /** All terms of products, by the ids of these. */
  readonly terms?: ReadonlyMap<number, unknown>
  /** Ids of products to end. */
  readonly end?: readonly number[]
}

/**
 * Records an agreement with its products, version 1.
 *
 * @throws Problem InvalidAgreement when the customer has one of this name, it ends before it starts, or the terms of a
 * product are wrong.
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
  await requireSound(tx, { id: null, customerId, name, startsMs, endsMs })
  const agreement = await tx
    .insertInto('agreement')
    .values({ customerId, name, version: 1, startsMs, endsMs })
    .returningAll()
    .executeTakeFirstOrThrow()
  await addProducts(tx, agreement.id, products)
  await keepVersion(tx, agreement, now)
  return agreement
}

/**
 * Changes an agreement and keeps the new version of its terms; what equals the present terms adds no version.
 *
 * @throws Problem AgreementNotFound, or InvalidAgreement as `createAgreement` does.
 */
export async function changeAgreement(
  tx: Db,
  id: number,
  { add = [], terms = new Map(), end = [], ...change }: AgreementChange,
  now: Date,
): Promise<Agreement> {
  const agreement = await findAgreement(tx, id)
  const products = await findProducts(tx, id)
  const changed = { ...agreement, ...change, version: agreement.version + 1 }
  await requireSound(tx, changed)
  let isChanged = add.length > 0 || !isSame({ ...changed, version: agreement.version }, agreement)
  for (const productId of [...terms.keys(), ...end])
    if (!products.some((product) => product.id === productId && product.endedMs === null))
      throw new Problem('InvalidAgreement', `The agreement ${id} has no product ${productId} in force.`)
  for (const product of products) {
    const given = terms.get(product.id)
    const read = given === undefined ? product.terms : readTerms(product.type, given)
    const isEnded = end.includes(product.id)
    if (isSame(read, product.terms) && !isEnded) continue
    isChanged = true
    const row = { terms: JSON.stringify(read), endedMs: isEnded ? now.getTime() : null }
    await tx.updateTable('product').set(row).where('id', '=', product.id).execute()
  }
  if (!isChanged) return agreement
  const { id: _, ...row } = changed
  await tx.updateTable('agreement').set(row).where('id', '=', id).execute()
  await addProducts(tx, id, add)
  await keepVersion(tx, changed, now)
  return changed
}

/** Ends an agreement now: nothing can be downloaded under it from this moment. @throws Problem AgreementNotFound. */
export async function endAgreement(tx: Db, id: number, now: Date): Promise<Agreement> {
  const { startsMs, endsMs } = await findAgreement(tx, id)
  if (endsMs !== null && endsMs <= now.getTime()) return findAgreement(tx, id)
  // One that has not begun never does.
  return changeAgreement(tx, id, { startsMs: Math.min(startsMs, now.getTime()), endsMs: now.getTime() }, now)
}

/** The agreement with this id. @throws Problem AgreementNotFound. */
export async function findAgreement(db: Db, id: number): Promise<Agreement> {
  const found = await db.selectFrom('agreement').selectAll().where('id', '=', id).executeTakeFirst()
  // Rows of SQLite have no prototype, and would equal no other object.
  if (found) return { ...found }
  throw new Problem(
    'AgreementNotFound',
    `There is no agreement ${id}; "vitrine agreements list" shows all agreements.`,
  )
}

/** The agreements of a customer, or with null those of all, by their start. */
export function listAgreements(db: Db, customerId: string | null): Promise<Agreement[]> {
  const all = db.selectFrom('agreement').selectAll().orderBy('startsMs').orderBy('id')
  return (customerId === null ? all : all.where('customerId', '=', customerId)).execute()
}

/** The products of an agreement, those that have ended too. */
export async function findProducts(db: Db, agreementId: number): Promise<AgreementProduct[]> {
  const rows = await db
    .selectFrom('product')
    .select(['id', 'type', 'terms', 'endedMs'])
    .where('agreementId', '=', agreementId)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    ...row,
    type: row.type as ProductType,
    terms: JSON.parse(row.terms) as Terms,
  }))
}

async function requireSound(
  db: Db,
  agreement: Omit<Agreement, 'id' | 'version'> & { readonly id: number | null },
): Promise<void> {
  const { id, customerId, name, startsMs, endsMs } = agreement
  if (name.trim() === '') throw new Problem('InvalidAgreement', 'An agreement needs a name.')
  // One that is ended before it begins has no duration.
  if (endsMs !== null && (endsMs < startsMs || (id === null && endsMs === startsMs)))
    throw new Problem(
      'InvalidAgreement',
      `The agreement "${name}" must end after it starts; its end is the moment from which it is over.`,
    )
  const others = await listAgreements(db, customerId)
  if (others.some((other) => other.name === name && other.id !== id))
    throw new Problem('InvalidAgreement', `There is already an agreement "${name}" with this customer.`)
}

async function addProducts(tx: Db, agreementId: number, products: readonly StatedProduct[]): Promise<void> {
  for (const { type, terms } of products) {
    const row = { agreementId, type, terms: JSON.stringify(readTerms(type, terms)), endedMs: null }
    await tx.insertInto('product').values(row).execute()
  }
}

/** Keeps the terms as they are from now on, for receipts name the version that they were given under. */
async function keepVersion(tx: Db, { id, ...agreement }: Agreement, now: Date): Promise<void> {
  const terms = { ...agreement, products: await findProducts(tx, id) }
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

/** The product with this id, as its terms are at this moment, and the customer's name; null when it has been ended. */
export async function findProduct(
  db: Db,
  id: number,
): Promise<{ readonly product: Product; readonly customerName: string } | null> {
  const [row] = await productById(db, { id })
  return row ? { product: toProduct(row), customerName: row.customerName } : null
}

const productById = prepared((db, { id }: Values<{ id: number }>) =>
  productsInForce(db)
    .innerJoin('customer', 'customer.id', 'agreement.customerId')
    .select('customer.name as customerName')
    .where('product.id', '=', id),
)

const productsInForce = (db: Db) =>
  db
    .selectFrom('product')
    .innerJoin('agreement', 'agreement.id', 'product.agreementId')
    .select(['product.id', 'product.type', 'product.terms', 'agreement.id as agreementId'])
    .select(['agreement.version as agreementVersion', 'agreement.name as agreementName'])
    .select(['agreement.startsMs', 'agreement.endsMs', 'agreement.customerId'])
    .where('product.endedMs', 'is', null)
    .orderBy('product.id')

const toProduct = (row: Omit<Product, 'type' | 'terms'> & { type: string; terms: string }): Product => ({
  id: row.id,
  type: row.type as ProductType,
  terms: JSON.parse(row.terms) as Terms,
  agreementId: row.agreementId,
  agreementVersion: row.agreementVersion,
  agreementName: row.agreementName,
  startsMs: row.startsMs,
  endsMs: row.endsMs,
})
