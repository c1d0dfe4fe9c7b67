import { findAssets } from '../catalogue/asset.ts'
import { withdrawAsset } from '../catalogue/asset-lifecycle.ts'
import type { Db } from '../db/database.ts'
import { insertRows } from '../db/insert-rows.ts'
import { isKept } from '../db/is-kept.ts'
import { Problem } from '../lib/problem.ts'
import { announce } from '../notices/announce.ts'
import { noticeOf, type Recall } from './recall.ts'

const MAX_REASON_LENGTH = 2000

/**
 * Recalls an asset: withdraws it and records all customers who have downloaded or ordered it. An asset that has been recalled
 * and not restored since keeps that recall. Webhooks are told in the same transaction, in which it must be called.
 *
 * @throws Problem AssetNotFound, or InvalidRecall if the reason is empty or too long.
 */
export async function recallAsset(
  tx: Db,
  { assetId, reason, now }: { assetId: number; reason: string; now: Date },
): Promise<{ recall: Recall; isNew: boolean }> {
  if (reason.trim() === '' || reason.length > MAX_REASON_LENGTH)
    throw new Problem('InvalidRecall', `The reason must have 1 to ${MAX_REASON_LENGTH} characters.`)
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
  const customers = await tx
    .selectFrom('download')
    .select('customerId')
    .where('assetId', '=', assetId)
    .where(isKept)
    .union((of) =>
      of
        .selectFrom('orderedAsset')
        .innerJoin('customerOrder', 'customerOrder.seq', 'orderedAsset.orderSeq')
        .select('customerOrder.customerId')
        .where('orderedAsset.assetId', '=', assetId),
    )
    .orderBy('customerId')
    .execute()
  const customerIds = customers.map(({ customerId }) => customerId)
  for (const customerId of customerIds) await insertRows(tx, 'recallCustomer', [{ recallId: id, customerId }])
  const made = { ...recall, id }
  await announce(tx, noticeOf(made), { customerIds, at: now })
  return { recall: made, isNew: true }
}
