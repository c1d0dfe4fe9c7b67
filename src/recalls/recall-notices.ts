import { sql } from 'kysely'
import type { Db } from '../db/database.ts'
import { idList } from '../db/lists.ts'
import type { Notice } from './recall.ts'

/**
 * Records that a client has learnt of the recalls of these assets, for those recalls that concern its customer and were
 * made no later than `untilMs`. The first notice of a kind is kept.
 */
export async function noteRecalls(
  tx: Db,
  {
    assetIds,
    untilMs,
    notice: { clientId, way, atMs },
  }: { assetIds: readonly number[]; untilMs: number; notice: Notice },
): Promise<void> {
  if (assetIds.length === 0) return
  await sql`insert into "recallNotice" ("recallId", "customerId", "clientId", way, "atMs")
    select recall.id, client."customerId", client.id, ${sql.lit(way)}, ${sql.lit(atMs)}
    from recall
    join client on client.id = ${clientId}
    join "recallCustomer" on "recallCustomer"."recallId" = recall.id
      and "recallCustomer"."customerId" = client."customerId"
    where recall."assetId" in ${idList(tx, assetIds)} and recall."atMs" <= ${untilMs}
    on conflict do nothing`.execute(tx)
}
