import { sql } from 'kysely'
import type { Db } from '../db/database.ts'
import { idList, withoutIndex } from '../db/lists.ts'
import { inShortTransaction, inShortTransactions } from '../db/short-transactions.ts'
import type { Clock } from '../lib/clock.ts'
import { logChange } from './changes.ts'
import { withNarrower } from './vocabulary.ts'

/** Assets per transaction, which then takes a few milliseconds. */
const ASSETS_PER_TRANSACTION = 500
/** Asset ids that one query covers. */
const IDS_PER_QUERY = 5000

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
  let merged = 0
  for (const { keywordId, intoId } of queued) {
    if (intoId === null) continue
    await merge({ db, now }, { id: keywordId, intoId })
    merged++
  }
  const updated = queued.filter(({ intoId }) => intoId === null).map(({ keywordId }) => keywordId)
  if (updated.length > 0) {
    await logAffected({ db, now }, [...(await withNarrower(db, updated))])
    await inShortTransactions(db, updated, async (tx, id) => {
      await tx.deleteFrom('rewording').where('keywordId', '=', id).execute()
    })
  }
  return merged
}

async function merge({ db, now }: Records, { id, intoId }: { id: number; intoId: number }): Promise<void> {
  for (;;) {
    const carriers = await db
      .selectFrom('assetKeyword')
      .select('assetId')
      .where('keywordId', '=', id)
      .limit(ASSETS_PER_TRANSACTION)
      .execute()
    if (carriers.length === 0) break
    const ids = carriers.map(({ assetId }) => assetId)
    await inShortTransaction(db, async (tx) => {
      const list = idList(tx, ids)
      await sql`insert into "assetKeyword" ("assetId", "keywordId", position, relevance, written)
        select "assetId", ${intoId}, position, relevance, coalesce(written, keyword.text)
        from "assetKeyword" join keyword on keyword.id = "keywordId"
        where "keywordId" = ${id} and "assetId" in ${list}
        on conflict do nothing`.execute(tx)
      await tx.deleteFrom('assetKeyword').where('keywordId', '=', id).where('assetId', 'in', list).execute()
      await logChange(tx, { subject: 'asset', ids, kind: 'keyword_changed', at: now() })
    })
  }
  await inShortTransaction(db, async (tx) => {
    const carriers = await tx
      .selectFrom('eventKeyword')
      .select('eventId')
      .where('keywordId', '=', id)
      .execute()
    await sql`insert into "eventKeyword" ("eventId", "keywordId", position)
      select "eventId", ${intoId}, position from "eventKeyword" where "keywordId" = ${id}
      on conflict do nothing`.execute(tx)
    await tx.deleteFrom('eventKeyword').where('keywordId', '=', id).execute()
    const ids = carriers.map(({ eventId }) => eventId)
    await logChange(tx, { subject: 'event', ids, kind: 'keyword_changed', at: now() })
    await logChange(tx, { subject: 'keyword', ids: [id], kind: 'purged', at: now() })
    await tx.deleteFrom('rewording').where('keywordId', '=', id).execute()
    await tx.deleteFrom('keyword').where('id', '=', id).execute()
  })
}

/**
 * Enters all assets and events with one of these keywords in the change log. NOTE: assets are queried by ranges of ids,
 * so that an asset with several of the keywords is entered once, and memory is bounded even if a million assets have
 * one.
 */
async function logAffected({ db, now }: Records, keywordIds: readonly number[]): Promise<void> {
  const list = idList(db, keywordIds)
  const { first, last } = await db
    .selectFrom('assetKeyword')
    .select((eb) => [eb.fn.min('assetId').as('first'), eb.fn.max('assetId').as('last')])
    .executeTakeFirstOrThrow()
  for (let from = Number(first ?? 1); from <= Number(last ?? 0); from += IDS_PER_QUERY) {
    // NOTE: with the index, SQLite would look up every keyword again for every range.
    const keywordId = withoutIndex(db, 'keywordId')
    const { rows } = await sql<{ id: number }>`
      select distinct "assetId" as id from "assetKeyword"
      where "assetId" >= ${from} and "assetId" < ${from + IDS_PER_QUERY} and ${keywordId} in ${list}
      order by id`.execute(db)
    for (let at = 0; at < rows.length; at += ASSETS_PER_TRANSACTION) {
      const ids = rows.slice(at, at + ASSETS_PER_TRANSACTION).map(({ id }) => id)
      await inShortTransaction(db, (tx) =>
        logChange(tx, { subject: 'asset', ids, kind: 'keyword_changed', at: now() }),
      )
    }
  }
  const { rows: events } = await sql<{ id: number }>`
    select distinct "eventId" as id from "eventKeyword" where "keywordId" in ${list} order by id`.execute(db)
  if (events.length === 0) return
  const ids = events.map(({ id }) => id)
  await inShortTransaction(db, (tx) =>
    logChange(tx, { subject: 'event', ids, kind: 'keyword_changed', at: now() }),
  )
}
