import type { Db } from '../db/database.ts'
import { isKept } from '../db/is-kept.ts'
import { queryByIds } from '../db/query-by-ids.ts'
import { logChange } from './changes.ts'

/** The counter of the last download that has been counted. */
const COUNTED = 'countedDownload'
/** Downloads that one step counts at most, so that other writers wait only briefly. */
const STEP = 1000

const downloadsByIds = queryByIds<{ id: number; count: number }>((db, ids) =>
  db
    .selectFrom('download')
    .select((eb) => ['assetId as id', eb.fn.countAll<number>().as('count')])
    .where('assetId', 'in', ids)
    .where(isKept)
    .groupBy('assetId'),
)

/** Returns how often each of these assets was downloaded; those that never were are left out. */
export async function findDownloadCounts(db: Db, ids: readonly number[]): Promise<Map<number, number>> {
  if (ids.length === 0) return new Map()
  return new Map((await downloadsByIds(db, ids)).map(({ id, count }) => [id, Number(count)]))
}

/**
 * Logs that the popularity of the assets changed that were downloaded since the last step, each once, so that the index
 * follows. Returns whether there may be more.
 */
export async function logDownloads(db: Db, now: Date): Promise<boolean> {
  const [newest] = await db
    .selectFrom('download')
    .select((eb) => eb.fn.max('seq').as('seq'))
    .execute()
  if (Number(newest!.seq ?? 0) <= (await countedUpTo(db))) return false
  return db.transaction().execute(async (tx) => {
    const downloads = await tx
      .selectFrom('download')
      .select(['seq', 'assetId'])
      .where('seq', '>', await countedUpTo(tx))
      .orderBy('seq')
      .limit(STEP)
      .execute()
    const last = downloads.at(-1)
    if (!last) return false
    const ids = [...new Set(downloads.map(({ assetId }) => assetId))]
    await logChange(tx, { subject: 'popularity', ids, kind: 'updated', at: now })
    await tx
      .insertInto('counter')
      .values({ name: COUNTED, value: last.seq })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: last.seq }))
      .execute()
    return downloads.length === STEP
  })
}

async function countedUpTo(db: Db): Promise<number> {
  const row = await db.selectFrom('counter').select('value').where('name', '=', COUNTED).executeTakeFirst()
  return row?.value ?? 0
}
