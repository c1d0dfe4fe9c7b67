import type { Db } from '../db/database.ts'
import { Problem } from '../lib/problem.ts'
import { findRecall } from './recall.ts'

/** Who acknowledges a recall for a customer; without a client it is the owner, who was told otherwise. */
export type Acknowledgement = {
  readonly recallId: number
  readonly customerId: string
  readonly clientId: string | null
  readonly userId: string | null
  readonly note: string | null
  readonly now: Date
}

/**
 * Records that a customer has acknowledged a recall. The first acknowledgement is kept.
 *
 * @throws Problem RecallNotFound, or RecallNotConcerned if the customer had neither downloaded nor ordered the asset.
 */
export async function acknowledgeRecall(
  db: Db,
  { recallId, customerId, clientId, userId, note, now }: Acknowledgement,
): Promise<void> {
  const { assetId } = await findRecall(db, recallId)
  await db
    .updateTable('recallCustomer')
    .set({ acknowledgedMs: now.getTime(), clientId, userId, note })
    .where('recallId', '=', recallId)
    .where('customerId', '=', customerId)
    .where('acknowledgedMs', 'is', null)
    .execute()
  const concerned = await db
    .selectFrom('recallCustomer')
    .select('customerId')
    .where('recallId', '=', recallId)
    .where('customerId', '=', customerId)
    .executeTakeFirst()
  if (!concerned)
    throw new Problem(
      'RecallNotConcerned',
      `Recall ${recallId} does not concern this customer, which had neither downloaded nor ordered asset ${assetId}.`,
    )
}
