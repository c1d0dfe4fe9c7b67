import { sql } from 'kysely'
import type { Db } from '../db/database.ts'
import { idList, withoutIndex } from '../db/lists.ts'
import { inShortTransaction, inShortTransactions } from '../db/short-transactions.ts'
import type { Clock } from '../lib/clock.ts'
import { logChange } from './changes.ts'
import { withNarrower } from './vocabulary.ts'

/** Assets whose entries in the log are written at once, and ids that are looked through at once: some milliseconds. */
const ASSETS_AT_ONCE = 500
const IDS_AT_ONCE = 5000

type Records = { readonly db: Db; readonly now: Clock }

/**
 * Notes, in the transaction of the change itself, that a keyword has other words or other broader terms: in the change
 * log, and for `finishRewordings`.
 */
export async function noteRewording(tx: Db, keywordId: number, now: Date): Promise<void> {
  await logChange(tx, { subject: 'keyword', ids: [keywordId], kind: 'updated', at: now })
  await tx
    .insertInto('rewording')
    .values({ keywordId, intoId: null })
    .onConflict((conflict) => conflict.column('keywordId').doNothing())
    .execute()
}

/** Takes from a keyword the word by which it is known, so that another may have it. No folded word has such a sign. */
export async function freeWord(tx: Db, id: number): Promise<void> {
  await tx
    .updateTable('keyword')
    .set({ folded: `#${id}` })
    .where('id', '=', id)
    .execute()
}

/**
 * Remembers that another keyword takes the place of this one, which is known by its word no longer. Its assets get
 * the other one by `finishRewordings`; then it goes.
 */
export async function noteMerge(tx: Db, { id, intoId }: { id: number; intoId: number }): Promise<void> {
  await freeWord(tx, id)
  await tx
    .insertInto('rewording')
    .values({ keywordId: id, intoId })
    .onConflict((conflict) => conflict.column('keywordId').doUpdateSet({ intoId }))
    .execute()
}

/**
 * Does to assets and events what was remembered, in short transactions: those that carry a keyword which goes get the
 * other one, and all whose keywords or broader terms have other words are entered in the change log, so that the
 * index takes them in anew. Repeats what a kill left undone. Returns how many keywords went into others.
 */
export async function finishRewordings({ db, now }: Records): Promise<number> {
  const left = await db.selectFrom('rewording').selectAll().execute()
  let merged = 0
  for (const { keywordId, intoId } of left) {
    if (intoId === null) continue
    await merge({ db, now }, { id: keywordId, intoId })
    merged++
  }
  const reworded = left.filter(({ intoId }) => intoId === null).map(({ keywordId }) => keywordId)
  if (reworded.length > 0) {
    await logReworded({ db, now }, [...(await withNarrower(db, reworded))])
    await inShortTransactions(db, reworded, async (tx, id) => {
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
      .limit(ASSETS_AT_ONCE)
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
 * NOTE: assets are looked through by ranges of their ids, so that one which carries many of the keywords is entered
 * once, and a word that a million carry takes no more memory than one of ten.
 */
async function logReworded({ db, now }: Records, keywordIds: readonly number[]): Promise<void> {
  const list = idList(db, keywordIds)
  const { first, last } = await db
    .selectFrom('assetKeyword')
    .select((eb) => [eb.fn.min('assetId').as('first'), eb.fn.max('assetId').as('last')])
    .executeTakeFirstOrThrow()
  for (let from = Number(first ?? 1); from <= Number(last ?? 0); from += IDS_AT_ONCE) {
    // NOTE: with the index, SQLite would look up each of the keywords anew for every range.
    const keywordId = withoutIndex(db, 'keywordId')
    const { rows } = await sql<{ id: number }>`
      select distinct "assetId" as id from "assetKeyword"
      where "assetId" >= ${from} and "assetId" < ${from + IDS_AT_ONCE} and ${keywordId} in ${list}
      order by id`.execute(db)
    for (let at = 0; at < rows.length; at += ASSETS_AT_ONCE) {
      const ids = rows.slice(at, at + ASSETS_AT_ONCE).map(({ id }) => id)
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
