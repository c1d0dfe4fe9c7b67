import type { Selectable } from 'kysely'
import type { Db } from '../db/database.ts'
import type { RecallCustomerTable } from '../db/tables/recalls.ts'
import { type Acquired, acquiredBefore, findAcquired } from './acquired.ts'
import type { Recall, RecallNotice } from './recall.ts'

/** A customer that a recall concerns, with how it got the asset and how it reacted. */
export type ConcernedCustomer = Omit<Selectable<RecallCustomerTable>, 'userId'> &
  Acquired & {
    readonly name: string
    /** The user who acknowledged. */
    readonly username: string | null
    readonly notices: readonly RecallNotice[]
  }

/** Returns the customers that a recall concerns, by name. */
export async function findConcerned(db: Db, recall: Recall): Promise<ConcernedCustomer[]> {
  const customers = await db
    .selectFrom('recallCustomer')
    .innerJoin('customer', 'customer.id', 'recallCustomer.customerId')
    .leftJoin('user', 'user.id', 'recallCustomer.userId')
    .selectAll('recallCustomer')
    .select(['customer.name', 'user.username'])
    .where('recallId', '=', recall.id)
    .orderBy('customer.name')
    .execute()
  const acquired = await findAcquired(db, [recall.assetId])
  const notices = await db
    .selectFrom('recallNotice')
    .selectAll()
    .where('recallId', '=', recall.id)
    .orderBy('atMs')
    .orderBy('receiver')
    .execute()
  return customers.map(({ userId: _, ...customer }) => ({
    ...customer,
    ...acquiredBefore(recall, customer.customerId, acquired),
    notices: notices.filter(({ customerId }) => customerId === customer.customerId),
  }))
}
