import type { Db } from '../db/database.ts'
import { idList } from '../db/lists.ts'
import { announceBoard } from './announce-board.ts'
import { type BoardRequest, withBoard } from './board.ts'

/**
 * Removes assets from a board, with the comments on them there. Ids of assets that are not on it are ignored: somebody
 * else may have removed them in the meantime.
 *
 * @throws Problem like `requireBoard`.
 */
export async function removeAssets(
  db: Db,
  request: BoardRequest,
  { ids, now }: { ids: readonly number[]; now: Date },
): Promise<void> {
  await withBoard(db, { ...request, right: 'change' }, async (tx, board) => {
    const { id: boardId } = board
    const { numDeletedRows } = await tx
      .deleteFrom('boardAsset')
      .where('boardId', '=', boardId)
      .where('assetId', 'in', idList(tx, ids))
      .executeTakeFirstOrThrow()
    if (numDeletedRows === 0n) return
    await tx
      .deleteFrom('boardComment')
      .where('boardId', '=', boardId)
      .where('assetId', 'in', idList(tx, ids))
      .execute()
    await tx
      .updateTable('board')
      .set((eb) => ({
        assetCount: eb('assetCount', '-', Number(numDeletedRows)),
        updatedMs: now.getTime(),
      }))
      .where('id', '=', boardId)
      .execute()
    await announceBoard(tx, board, 'assets_changed', now)
  })
}
