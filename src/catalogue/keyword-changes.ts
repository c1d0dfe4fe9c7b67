import { sql } from 'kysely'
import type { Db } from '../db/database.ts'
import { idList } from '../db/lists.ts'
import { inShortTransaction, inShortTransactions } from '../db/short-transactions.ts'
import type { Clock } from '../lib/clock.ts'
import { logChange } from './changes.ts'
import { assetsOf, keywordCarriers } from './keyword-carriers.ts'
import { mergeKeywords } from './merge-keywords.ts'
import { withNarrower } from './vocabulary.ts'

type Records = { readonly db: Db; readonly now: Clock }

/**
 * Records that the labels or broader keywords of a keyword changed, in the change log and for `applyKeywordChanges`.
 * Call it in the transaction of the change.
 */
export async function queueKeywordUpdate(tx: Db, keywordId: number, now: Date): Promise<void> {
  await logChange(tx, { subject: 'keyword', ids: [keywordId], kind: 'updated', at: now })
  await tx
    .insertInto('rewording')
    .values({ keywordId, intoId: null })
    .onConflict((conflict) => conflict.column('keywordId').doNothing())
    .execute()
}

/** Removes the folded text of a keyword, so that another can have it. No folded text contains "#". */
export async function clearFoldedText(tx: Db, id: number): Promise<void> {
  await tx
    .updateTable('keyword')
    .set({ folded: `#${id}` })
    .where('id', '=', id)
    .execute()
}

/**
 * Records that a keyword is to be merged into another, and removes its folded text. `applyKeywordChanges` then replaces
 * it in all assets and removes it.
 */
export async function queueKeywordMerge(
  tx: Db,
  { id, intoId }: { id: number; intoId: number },
): Promise<void> {
  await clearFoldedText(tx, id)
  await tx
    .insertInto('rewording')
    .values({ keywordId: id, intoId })
    .onConflict((conflict) => conflict.column('keywordId').doUpdateSet({ intoId }))
    .execute()
}

/**
 * Applies all recorded keyword changes to assets and events, in short transactions: merged keywords are replaced, and
 * assets and events whose keywords or broader keywords have other labels are entered in the change log, so that they
 * are indexed again. It also completes changes that an earlier process left unfinished. Returns the number of merged
 * keywords.
 */
export async function applyKeywordChanges({ db, now }: Records): Promise<number> {
  const queued = await db.selectFrom('rewording').selectAll().execute()
  const merges = queued.flatMap(({ keywordId, intoId }) =>
    intoId === null ? [] : [[keywordId, intoId] as const],
  )
  if (merges.length > 0) await mergeKeywords({ db, now }, new Map(merges))
  const updated = queued.filter(({ intoId }) => intoId === null).map(({ keywordId }) => keywordId)
  if (updated.length > 0) {
    await logAffected({ db, now }, [...(await withNarrower(db, updated))])
    await inShortTransactions(db, updated, async (tx, id) => {
      await tx.deleteFrom('rewording').where('keywordId', '=', id).execute()
    })
  }
  return merges.length
}

/** Enters all assets and events with one of these keywords in the change log, each once. */
async function logAffected({ db, now }: Records, keywordIds: readonly number[]): Promise<void> {
  for await (const carriers of keywordCarriers(db, keywordIds))
    await inShortTransaction(db, (tx) =>
      logChange(tx, { subject: 'asset', ids: assetsOf(carriers), kind: 'keyword_changed', at: now() }),
    )
  const { rows: events } = await sql<{ id: number }>`
    select distinct "eventId" as id from "eventKeyword"
    where "keywordId" in ${idList(db, keywordIds)} order by id`.execute(db)
  if (events.length === 0) return
  const ids = events.map(({ id }) => id)
  await inShortTransaction(db, (tx) =>
    logChange(tx, { subject: 'event', ids, kind: 'keyword_changed', at: now() }),
  )
}
