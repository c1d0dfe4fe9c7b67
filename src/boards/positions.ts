import { sql } from 'kysely'
import type { Db } from '../db/database.ts'
import { idList, numberedIdList } from '../db/lists.ts'

/**
 * The assets of a board are ordered by numbers with gaps between them, so that moving one asset changes one row. Where a
 * gap is used up, all assets of the board are numbered anew.
 */
const GAP = 2 ** 20

/** The numbers for some assets in a row: the first one, and the distance from one to the next. */
export type Places = { readonly first: number; readonly step: number }

/** Places for assets after all others of a board. */
export async function placesAtEnd(tx: Db, boardId: string): Promise<Places> {
  const last = await tx
    .selectFrom('boardAsset')
    .select((eb) => eb.fn.max('position').as('position'))
    .where('boardId', '=', boardId)
    .executeTakeFirst()
  return { first: Number(last?.position ?? 0) + GAP, step: GAP }
}

/**
 * Moves assets of a board behind another one, or to the beginning if `after` is null, in the given order. `after` must
 * not be one of them. All of them must be on the board.
 */
export async function moveAssets(
  tx: Db,
  boardId: string,
  { ids, after }: { ids: readonly number[]; after: number | null },
): Promise<void> {
  let places = await placesBehind(tx, boardId, { ids, after })
  if (places === null) {
    await renumber(tx, boardId)
    places = await placesBehind(tx, boardId, { ids, after })
  }
  const { first, step } = places!
  await sql`update "boardAsset" set "position" = ${sql.lit(first)} + moved.place * ${sql.lit(step)}
    from ${numberedIdList(tx, ids)} as moved
    where "boardAsset"."boardId" = ${boardId} and "boardAsset"."assetId" = moved.value`.execute(tx)
}

/** Returns the places for `ids` behind `after`, or null if the gap there is too small. */
async function placesBehind(
  tx: Db,
  boardId: string,
  { ids, after }: { ids: readonly number[]; after: number | null },
): Promise<Places | null> {
  const previous = after === null ? null : await positionOf(tx, boardId, after)
  let others = tx
    .selectFrom('boardAsset')
    .select((eb) => eb.fn.min('position').as('position'))
    .where('boardId', '=', boardId)
    .where('assetId', 'not in', idList(tx, ids))
  if (previous !== null) others = others.where('position', '>', previous)
  const next = (await others.executeTakeFirst())?.position ?? null
  if (next === null) return { first: Number(previous ?? 0) + GAP, step: GAP }
  if (previous === null) return { first: Number(next) - ids.length * GAP, step: GAP }
  const step = Math.floor((Number(next) - previous) / (ids.length + 1))
  return step < 1 ? null : { first: previous + step, step }
}

async function positionOf(tx: Db, boardId: string, assetId: number): Promise<number> {
  const { position } = await tx
    .selectFrom('boardAsset')
    .select('position')
    .where('boardId', '=', boardId)
    .where('assetId', '=', assetId)
    .executeTakeFirstOrThrow()
  return Number(position)
}

async function renumber(tx: Db, boardId: string): Promise<void> {
  await sql`update "boardAsset" set "position" = numbered.number * ${sql.lit(GAP)}
    from (select "assetId", row_number() over (order by "position") as number
      from "boardAsset" where "boardId" = ${boardId}) as numbered
    where "boardAsset"."boardId" = ${boardId} and "boardAsset"."assetId" = numbered."assetId"`.execute(tx)
}
