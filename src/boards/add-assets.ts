import { sql } from 'kysely'
import { findVisibleAssets } from '../catalogue/find-visible.ts'
import type { Viewer } from '../catalogue/visibility.ts'
import type { Db } from '../db/database.ts'
import { idList, numberedIdList } from '../db/lists.ts'
import { Problem } from '../lib/problem.ts'
import { announceBoard } from './announce-board.ts'
import { type Board, type BoardRequest, withBoard } from './board.ts'
import { placesAtEnd } from './positions.ts'

/** More than people look through, and few enough for one response: the contract does not page them. */
export const MAX_ASSETS = 20_000

/**
 * Adds assets behind those that are on a board, in this order, and returns which of them are now on it. Those that were on
 * it before stay where they are; ids of nothing that the person may see are ignored.
 *
 * @throws Problem like `requireBoard`; InvalidParameterValue if the board would have too many assets.
 */
export async function addAssets(
  db: Db,
  request: BoardRequest,
  { ids, viewer }: { ids: readonly number[]; viewer: Viewer },
): Promise<ReadonlySet<number>> {
  return withBoard(db, { ...request, right: 'change' }, async (tx, board) => {
    const present = await findPresent(tx, board.id, ids)
    const others = [...new Set(ids)].filter((id) => !present.has(id))
    const added = (await findVisibleAssets(tx, others, viewer)).map(({ id }) => id)
    if (added.length > 0) await insert(tx, board, { added, now: viewer.now })
    return new Set([...present, ...added])
  })
}

/** Returns those of the assets that are on a board. */
export async function findPresent(
  db: Db,
  boardId: string,
  ids: readonly number[],
): Promise<ReadonlySet<number>> {
  const rows = await db
    .selectFrom('boardAsset')
    .select('assetId')
    .where('boardId', '=', boardId)
    .where('assetId', 'in', idList(db, ids))
    .execute()
  return new Set(rows.map(({ assetId }) => assetId))
}

async function insert(
  tx: Db,
  board: Board,
  { added, now }: { added: readonly number[]; now: Date },
): Promise<void> {
  const { id: boardId, assetCount } = board
  const count = assetCount + added.length
  if (count > MAX_ASSETS)
    throw new Problem(
      'InvalidParameterValue',
      `A board has at most ${MAX_ASSETS} assets; this one has ${assetCount}, and ${added.length} would be added.`,
    )
  const nowMs = now.getTime()
  const { first, step } = await placesAtEnd(tx, boardId)
  await sql`insert into "boardAsset" ("boardId", "assetId", "position", "addedMs")
    select ${boardId}, added.value, ${sql.lit(first)} + added.place * ${sql.lit(step)}, ${sql.lit(nowMs)}
    from ${numberedIdList(tx, added)} as added`.execute(tx)
  await tx
    .updateTable('board')
    .set({ assetCount: count, updatedMs: nowMs })
    .where('id', '=', boardId)
    .execute()
  await announceBoard(tx, board, 'assets_changed', now)
}
