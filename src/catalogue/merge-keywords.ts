import { sql } from 'kysely'
import type { Db } from '../db/database.ts'
import { idList } from '../db/lists.ts'
import { inPreparedTransactions, inShortTransaction } from '../db/short-transactions.ts'
import type { Clock } from '../lib/clock.ts'
import { lastPosition, logChange } from './changes.ts'
import { assetsOf, type Carrier, changedCarriers, keywordCarriers } from './keyword-carriers.ts'

type Records = { readonly db: Db; readonly now: Clock }

/** By id, the keyword that replaces a keyword. */
type Merges = ReadonlyMap<number, number>

/** While more changes than this were logged meanwhile, their assets are looked through before the lock is taken. */
const FEW_CHANGES = 1000

/**
 * Replaces keywords in all assets and events, in short transactions, and removes them. All assets are gone through once, however
 * many keywords are merged, and then those that other processes have saved meanwhile: an import keeps the ids of keywords for
 * a while (`id-cache.ts`).
 */
export async function mergeKeywords({ db, now }: Records, merges: Merges): Promise<void> {
  const ids = [...merges.keys()]
  const into = new Map(ids.map((id) => [id, finalKeyword(merges, id)]))
  let position = await lastPosition(db)
  for await (const carriers of keywordCarriers(db, ids))
    await inShortTransaction(db, (tx) => replace(tx, carriers, into, now()))
  for (;;) {
    const last = await lastPosition(db)
    if (last - position <= FEW_CHANGES) break
    for await (const carriers of changedCarriers(db, ids, position))
      await inShortTransaction(db, (tx) => replace(tx, carriers, into, now()))
    position = last
  }
  await inPreparedTransactions(db, ids, async (tx) => {
    for await (const carriers of changedCarriers(tx, ids, position)) await replace(tx, carriers, into, now())
    position = await lastPosition(tx)
    return { save: (id) => remove(tx, id, into.get(id)!, now()) }
  })
}

/** Returns the keyword that replaces one in the end, because the one that replaces it may be merged itself. */
function finalKeyword(merges: Merges, id: number): number {
  const passed = new Set<number>()
  let last = id
  for (let next = merges.get(last); next !== undefined; next = merges.get(last)) {
    passed.add(last)
    if (passed.has(next))
      throw new Error(`The keywords ${[...passed].join()} are to be merged into each other.`)
    last = next
  }
  return last
}

async function replace(tx: Db, carriers: readonly Carrier[], into: Merges, now: Date): Promise<void> {
  for (const [id, some] of Map.groupBy(carriers, ({ keywordId }) => keywordId)) {
    const list = idList(tx, assetsOf(some))
    await sql`insert into "assetKeyword" ("assetId", "keywordId", position, relevance, written)
      select "assetId", ${into.get(id)!}, position, relevance, coalesce(written, keyword.text)
      from "assetKeyword" join keyword on keyword.id = "keywordId"
      where "keywordId" = ${id} and "assetId" in ${list}
      on conflict do nothing`.execute(tx)
    await tx.deleteFrom('assetKeyword').where('keywordId', '=', id).where('assetId', 'in', list).execute()
  }
  await logChange(tx, { subject: 'asset', ids: assetsOf(carriers), kind: 'keyword_changed', at: now })
}

/** Replaces a keyword in events, and removes it. */
async function remove(tx: Db, id: number, intoId: number, now: Date): Promise<void> {
  const carriers = await tx.selectFrom('eventKeyword').select('eventId').where('keywordId', '=', id).execute()
  await sql`insert into "eventKeyword" ("eventId", "keywordId", position)
    select "eventId", ${intoId}, position from "eventKeyword" where "keywordId" = ${id}
    on conflict do nothing`.execute(tx)
  await tx.deleteFrom('eventKeyword').where('keywordId', '=', id).execute()
  const ids = carriers.map(({ eventId }) => eventId)
  await logChange(tx, { subject: 'event', ids, kind: 'keyword_changed', at: now })
  await logChange(tx, { subject: 'keyword', ids: [id], kind: 'purged', at: now })
  await tx.deleteFrom('rewording').where('keywordId', '=', id).execute()
  await tx.updateTable('rewording').set({ intoId }).where('intoId', '=', id).execute()
  await tx.deleteFrom('keyword').where('id', '=', id).execute()
}
