import { findVisibleAssets } from '../catalogue/find-visible.ts'
import type { Viewer } from '../catalogue/visibility.ts'
import type { Db } from '../db/database.ts'
import { insertRows } from '../db/insert-rows.ts'
import { isKept } from '../db/is-kept.ts'
import { Problem } from '../lib/problem.ts'

/** A batch of uses, with all its values checked but the ids of assets. */
export type ReportedBatch = {
  readonly id: string
  readonly customerId: string
  readonly clientId: string
  readonly userId: string | null
  readonly usages: readonly ReportedUsage[]
}

/** One use; `assetId` is null if what was sent cannot be the id of an asset. */
export type ReportedUsage = {
  readonly sentId: string
  readonly assetId: number | null
  readonly quantity: number
  readonly usedMs: number
}

/**
 * Records a batch of uses, all or none, and returns how many (contract 7, PUT /v3/usage-batches/{id}). A customer may use
 * assets that are visible to them, and those that they downloaded before.
 *
 * @throws Problem TransactionIdDuplicated if the customer has sent a batch with this id; InvalidRequest, which lists the
 *   invalid ids.
 */
export async function reportUsage(db: Db, batch: ReportedBatch, viewer: Viewer): Promise<number> {
  const { usages, id, customerId, clientId, userId } = batch
  return db.transaction().execute(async (tx) => {
    const known = await tx
      .selectFrom('usageBatch')
      .select('id')
      .where('customerId', '=', customerId)
      .where('id', '=', id)
      .executeTakeFirst()
    if (known) throw new Problem('TransactionIdDuplicated', `There is already a batch with the id "${id}".`)
    const invalid = await invalidIds(tx, batch, viewer)
    if (invalid.length > 0)
      throw new Problem('InvalidRequest', 'invalid_assets lists unknown assets; nothing was recorded.', {
        members: { invalid_assets: invalid },
      })
    const atMs = viewer.now.getTime()
    await tx.insertInto('usageBatch').values({ customerId, id, clientId, userId, atMs }).execute()
    for (const { assetId, quantity, usedMs } of usages)
      await insertRows(tx, 'assetUsage', [{ customerId, batchId: id, assetId: assetId!, quantity, usedMs }])
    return usages.length
  })
}

/** The ids, as they were sent, of what the customer cannot have used. */
async function invalidIds(tx: Db, { usages, customerId }: ReportedBatch, viewer: Viewer): Promise<string[]> {
  const ids = [...new Set(usages.flatMap(({ assetId }) => assetId ?? []))]
  const visible = await findVisibleAssets(tx, ids, viewer)
  const valid = new Set(visible.map((asset) => asset.id))
  const others = ids.filter((id) => !valid.has(id))
  if (others.length > 0) {
    const downloaded = await tx
      .selectFrom('download')
      .select('assetId')
      .distinct()
      .where('customerId', '=', customerId)
      .where('assetId', 'in', others)
      .where(isKept)
      .execute()
    for (const { assetId } of downloaded) valid.add(assetId)
  }
  const invalid = usages.filter(({ assetId }) => assetId === null || !valid.has(assetId))
  return [...new Set(invalid.map(({ sentId }) => sentId))]
}
