import type { Db } from '../db/database.ts'
import { Problem } from '../lib/problem.ts'
import { findPresent } from './add-assets.ts'
import { announceBoard } from './announce-board.ts'
import { type BoardRequest, withBoard } from './board.ts'
import { moveAssets } from './positions.ts'

/** A change of order: these assets follow `after` in this order, or stand at the beginning if it is null. */
export type NewOrder = { readonly ids: readonly number[]; readonly after: number | null; readonly now: Date }

/**
 * Moves assets of a board; all others keep their order. Returns the assets that were moved: one that somebody else has
 * removed meanwhile is ignored.
 *
 * @throws Problem like `requireBoard`; InvalidParameterValue if `after` is not on the board, or is one of the moved.
 */
export async function orderAssets(
  db: Db,
  request: BoardRequest,
  { ids, after, now }: NewOrder,
): Promise<ReadonlySet<number>> {
  return withBoard(db, { ...request, right: 'change' }, async (tx, board) => {
    const { id: boardId } = board
    const present = await findPresent(tx, boardId, after === null ? ids : [...ids, after])
    if (after !== null && !present.has(after))
      throw new Problem('InvalidParameterValue', `Invalid body: '/after': ${after} is not on this board.`)
    const moved = [...new Set(ids)].filter((id) => present.has(id))
    if (after !== null && moved.includes(after))
      throw new Problem('InvalidParameterValue', `Invalid body: '/after': ${after} is in asset_ids too.`)
    if (moved.length === 0) return new Set()
    await moveAssets(tx, boardId, { ids: moved, after })
    await tx.updateTable('board').set({ updatedMs: now.getTime() }).where('id', '=', boardId).execute()
    await announceBoard(tx, board, 'assets_changed', now)
    return new Set(moved)
  })
}
