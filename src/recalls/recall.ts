import type { Selectable } from 'kysely'
import type { Db } from '../db/database.ts'
import type { RecallNoticeTable, RecallTable } from '../db/tables/recalls.ts'
import { Problem } from '../lib/problem.ts'
import type { Notice } from '../notices/notice.ts'

/** A recall of an asset. */
export type Recall = Selectable<RecallTable>

/** A recall with the state of its acknowledgements. */
export type RecallSummary = Recall & {
  readonly customers: number
  readonly notified: number
  readonly acknowledged: number
}

/** How a customer learnt of a recall. */
export type RecallNotice = Pick<RecallNoticeTable, 'way' | 'receiver' | 'atMs'>

/** What webhooks tell of a recall. */
export const noticeOf = ({ id, assetId, reason }: Recall): Notice => ({
  type: 'asset.recalled',
  data: { recall_id: String(id), asset_id: String(assetId), reason },
})

/** Returns all recalls, latest first. */
export async function listRecalls(db: Db): Promise<RecallSummary[]> {
  const rows = await db
    .selectFrom('recall')
    .leftJoin('recallCustomer', 'recallCustomer.recallId', 'recall.id')
    .selectAll('recall')
    .select((eb) => [
      eb.fn.count('recallCustomer.customerId').as('customers'),
      eb.fn.count('recallCustomer.acknowledgedMs').as('acknowledged'),
      eb
        .selectFrom('recallNotice')
        .select((it) => it.fn.count('recallNotice.customerId').distinct().as('count'))
        .whereRef('recallNotice.recallId', '=', 'recall.id')
        .as('notified'),
    ])
    .groupBy('recall.id')
    .orderBy('recall.id', 'desc')
    .execute()
  return rows.map(({ customers, acknowledged, notified, ...recall }) => ({
    ...recall,
    customers: Number(customers),
    notified: Number(notified),
    acknowledged: Number(acknowledged),
  }))
}

/** Returns the recall with this id. @throws Problem RecallNotFound. */
export async function findRecall(db: Db, id: number): Promise<Recall> {
  const found = await db.selectFrom('recall').selectAll().where('id', '=', id).executeTakeFirst()
  if (found) return found
  throw new Problem('RecallNotFound', `There is no recall ${id}.`)
}
