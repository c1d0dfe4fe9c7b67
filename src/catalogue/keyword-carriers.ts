import { sql } from 'kysely'
import type { Db } from '../db/database.ts'
import { idList } from '../db/lists.ts'

/** Assets that are read at once; a transaction that changes them then takes a few milliseconds. */
const ASSETS_AT_ONCE = 500
/** Asset ids that one query covers. */
const IDS_PER_QUERY = 5000

/** An asset and one of the keywords that were asked for. */
export type Carrier = { readonly assetId: number; readonly keywordId: number }

/**
 * Yields all assets that have one of these keywords, some at a time, with those keywords. NOTE: assets are queried by ranges
 * of ids, so that each is yielded once, and memory is bounded even if a million assets have one. Nothing finds assets by
 * keyword, because keeping an index for that took a fifth of the time of an import.
 */
export async function* keywordCarriers(db: Db, keywordIds: readonly number[]): AsyncGenerator<Carrier[]> {
  const list = idList(db, keywordIds)
  const { first, last } = await db
    .selectFrom('assetKeyword')
    .select((eb) => [eb.fn.min('assetId').as('first'), eb.fn.max('assetId').as('last')])
    .executeTakeFirstOrThrow()
  for (let from = Number(first ?? 1); from <= Number(last ?? 0); from += IDS_PER_QUERY) {
    const { rows } = await sql<Carrier>`
      select "assetId", "keywordId" from "assetKeyword"
      where "assetId" >= ${from} and "assetId" < ${from + IDS_PER_QUERY} and "keywordId" in ${list}
      order by "assetId"`.execute(db)
    yield* inParts(rows)
  }
}

/** Yields likewise those assets of which an entry of the change log comes after `position`. */
export async function* changedCarriers(
  db: Db,
  keywordIds: readonly number[],
  position: number,
): AsyncGenerator<Carrier[]> {
  const { rows } = await sql<Carrier>`
    select distinct "assetId", "keywordId" from change
    join "assetKeyword" on subject = 'asset' and "assetId" = "subjectId"
    where seq > ${position} and "keywordId" in ${idList(db, keywordIds)}
    order by "assetId"`.execute(db)
  yield* inParts(rows)
}

function* inParts(rows: readonly Carrier[]): Generator<Carrier[]> {
  let part: Carrier[] = []
  let assets = 0
  for (const [index, row] of rows.entries()) {
    const isNew = row.assetId !== rows[index - 1]?.assetId
    if (isNew && assets === ASSETS_AT_ONCE) {
      yield part
      part = []
      assets = 0
    }
    if (isNew) assets++
    part.push(row)
  }
  if (part.length > 0) yield part
}

/** Returns the ids of assets, each once. */
export const assetsOf = (carriers: readonly Carrier[]): number[] => [
  ...new Set(carriers.map(({ assetId }) => assetId)),
]
