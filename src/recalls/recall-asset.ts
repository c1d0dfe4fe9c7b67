import { sql } from 'kysely'
import { findAssets } from '../catalogue/asset.ts'
import { withdrawAsset } from '../catalogue/asset-lifecycle.ts'
import type { Db } from '../db/database.ts'
import { takeWriterLock } from '../db/writer-lock.ts'
import { Problem } from '../lib/problem.ts'
import type { Recall } from './recall.ts'

const MAX_REASON_LENGTH = 2000

/**
 * Recalls an asset: withdraws it and records all customers who have downloaded it. An asset that has been recalled
 * and not restored since keeps that recall. Call it in a transaction.
 *
 * @throws Problem AssetNotFound, or InvalidRecall if the reason is empty or too long.
 */
export async function recallAsset(
  tx: Db,
  { assetId, reason, now }: { assetId: number; reason: string; now: Date },
): Promise<{ recall: Recall; isNew: boolean }> {
  if (reason.trim() === '' || reason.length > MAX_REASON_LENGTH)
    throw new Problem('InvalidRecall', `The reason must have 1 to ${MAX_REASON_LENGTH} characters.`)
  await takeWriterLock(tx)
  await withdrawAsset(tx, assetId, now)
  const { title, withdrawnMs } = (await findAssets(tx, [assetId])).get(assetId)!
  const current = await tx
    .selectFrom('recall')
    .selectAll()
    .where('assetId', '=', assetId)
    .where('atMs', '>=', withdrawnMs!)
    .executeTakeFirst()
  if (current) return { recall: current, isNew: false }
  const recall = { assetId, title, reason: reason.trim(), atMs: now.getTime() }
  const { id } = await tx.insertInto('recall').values(recall).returning('id').executeTakeFirstOrThrow()
  await sql`insert into "recallCustomer" ("recallId", "customerId")
    select distinct ${sql.lit(id)}, "customerId" from download where "assetId" = ${assetId}`.execute(tx)
  return { recall: { ...recall, id }, isNew: true }
}
