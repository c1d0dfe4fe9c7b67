import { randomBytes } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Db } from '../db/database.ts'
import { raiseRevision } from '../db/revisions.ts'
import type { CustomerTable } from '../db/tables/access.ts'
import { Problem } from '../lib/problem.ts'
import { slug } from '../lib/slug.ts'
import { foldName } from '../lib/text.ts'
import { requireLine } from './names.ts'

/** The record of a customer. */
export type CustomerRecord = Selectable<CustomerTable>

const ID_BYTES = 3

/** Returns an id that people recognise: the name, and some random digits where `taken` has the name. */
function readableId(name: string, taken: boolean): string {
  const base = slug(name, 'customer')
  return taken ? `${base}-${randomBytes(ID_BYTES).toString('hex')}` : base
}

/** Adds a customer. @throws Problem InvalidCustomer when another one has this name. */
export async function createCustomer(
  tx: Db,
  { name, country = null, now }: { name: string; country?: string | null; now: Date },
): Promise<CustomerRecord> {
  await requireFreeName(tx, name, null)
  const isTaken = await tx
    .selectFrom('customer')
    .select('id')
    .where('id', '=', slug(name, 'customer'))
    .executeTakeFirst()
  const id = readableId(name, isTaken !== undefined)
  const customer = { id, name, country, createdMs: now.getTime(), endedMs: null }
  await tx.insertInto('customer').values(customer).execute()
  await raiseRevision(tx, 'rights')
  return customer
}

/** Names that differ only in case, accents or punctuation would be mistaken for each other. */
async function requireFreeName(db: Db, name: string, ownId: string | null): Promise<void> {
  requireLine('InvalidCustomer', 'The name of a customer', name)
  const customers = await listCustomers(db)
  const other = customers.find(({ id, name: known }) => id !== ownId && isSameName(known, name))
  if (other)
    throw new Problem('InvalidCustomer', `There is already a customer with the name "${other.name}".`)
}

const isSameName = (one: string, other: string) =>
  one === other || (foldName(one) !== '' && foldName(one) === foldName(other))

/** All customers by name. */
export function listCustomers(db: Db): Promise<CustomerRecord[]> {
  return db.selectFrom('customer').selectAll().orderBy('name').execute()
}

/** Returns the id of the customer with this id, else of the one with this name; null if there is none. */
export async function findCustomerId(db: Db, idOrName: string): Promise<string | null> {
  return named(await listCustomers(db), idOrName)?.id ?? null
}

const named = (customers: readonly CustomerRecord[], idOrName: string): CustomerRecord | undefined =>
  customers.find(({ id }) => id === idOrName) ?? customers.find(({ name }) => isSameName(name, idOrName))

/** The customer with this id, else the one with this name. @throws Problem CustomerNotFound. */
export async function findCustomer(db: Db, idOrName: string): Promise<CustomerRecord> {
  const found = named(await listCustomers(db), idOrName)
  if (found) return found
  throw new Problem(
    'CustomerNotFound',
    `There is no customer "${idOrName}"; "vitrine customers list" shows all customers.`,
  )
}

/** Changes the given properties. @throws Problem CustomerNotFound, or InvalidCustomer when another one has the name. */
export async function changeCustomer(
  tx: Db,
  id: string,
  change: Partial<Pick<CustomerRecord, 'name' | 'country'>>,
): Promise<CustomerRecord> {
  if (change.name !== undefined) await requireFreeName(tx, change.name, id)
  if (Object.keys(change).length > 0) {
    await tx.updateTable('customer').set(change).where('id', '=', id).execute()
    await raiseForCustomer(tx)
  }
  return findCustomer(tx, id)
}

/** Ends a customer: its users and clients are refused from now on; its records stay. @throws Problem CustomerNotFound. */
export async function endCustomer(tx: Db, id: string, now: Date): Promise<CustomerRecord> {
  await tx
    .updateTable('customer')
    .set({ endedMs: now.getTime() })
    .where('id', '=', id)
    .where('endedMs', 'is', null)
    .execute()
  await raiseForCustomer(tx)
  return findCustomer(tx, id)
}

/** The key ring has the country and the end of customers as well. */
async function raiseForCustomer(tx: Db): Promise<void> {
  await raiseRevision(tx, 'rights')
  await raiseRevision(tx, 'keys')
}

/** @throws Problem InvalidCustomer when a customer has ended: nothing can be added to it. */
export function requireNotEnded({ name, endedMs }: CustomerRecord): void {
  if (endedMs !== null)
    throw new Problem(
      'InvalidCustomer',
      `The customer "${name}" was ended on ${new Date(endedMs).toISOString().slice(0, 10)}.`,
    )
}
