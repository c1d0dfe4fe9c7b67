import { randomBytes } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Db } from '../db/database.ts'
import { raiseRevision } from '../db/revisions.ts'
import type { CustomerTable } from '../db/tables/access.ts'
import { Problem } from '../lib/problem.ts'
import { slug } from '../lib/slug.ts'

/** The record of a customer. */
export type CustomerRecord = Selectable<CustomerTable>

const ID_BYTES = 3

/** Returns an id that people recognise: the name, and some random digits where `taken` has the name. */
export function readableId(name: string, taken: boolean): string {
  const base = slug(name)
  return taken ? `${base}-${randomBytes(ID_BYTES).toString('hex')}` : base
}

/** Adds a customer. @throws Problem InvalidCustomer when another one has this name. */
export async function createCustomer(
  tx: Db,
  { name, country = null, now }: { name: string; country?: string | null; now: Date },
): Promise<CustomerRecord> {
  const others = await tx.selectFrom('customer').select(['id', 'name']).execute()
  if (others.some((other) => other.name === name))
    throw new Problem('InvalidCustomer', `There is already a customer with the name "${name}".`)
  const id = readableId(
    name,
    others.some((other) => other.id === slug(name)),
  )
  const customer = { id, name, country, createdMs: now.getTime(), endedMs: null }
  await tx.insertInto('customer').values(customer).execute()
  await raiseRevision(tx, 'rights')
  return customer
}
