import { sql } from 'kysely'
import type { Db } from '../db/database.ts'
import { idList } from '../db/lists.ts'
import type { RecallNotice } from './recall.ts'

/**
 * Records that a client has learnt of the recalls of these assets, for those recalls that concern its customer and were
 * made no later than `untilMs`. The first notice of a kind is kept.
 */
export async function noteRecalls(
  tx: Db,
  {
    assetIds,
    untilMs,
    clientId,
    way,
    atMs,
  }: {
    assetIds: readonly number[]
    untilMs: number
    clientId: string
    way: RecallNotice['way']
    atMs: number
  },
): Promise<void> {
  if (assetIds.length === 0) return
  await sql`insert into "recallNotice" ("recallId", "customerId", way, receiver, "atMs")
    select recall.id, client."customerId", ${sql.lit(way)}, client.id, ${sql.lit(atMs)}
    from recall
    join client on client.id = ${clientId}
    join "recallCustomer" on "recallCustomer"."recallId" = recall.id
      and "recallCustomer"."customerId" = client."customerId"
    where recall."assetId" in ${idList(tx, assetIds)} and recall."atMs" <= ${untilMs}
    on conflict do nothing`.execute(tx)
}

/** Records that a customer's webhook received the notice of a recall. */
export async function noteRecallDelivery(
  tx: Db,
  {
    recallId,
    customerId,
    endpointId,
    at,
  }: { recallId: number; customerId: string; endpointId: string; at: Date },
): Promise<void> {
  await tx
    .insertInto('recallNotice')
    .values({ recallId, customerId, way: 'webhook', receiver: endpointId, atMs: at.getTime() })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
