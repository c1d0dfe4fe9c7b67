import type { Db } from '../db/database.ts'
import { foldName } from '../lib/text.ts'
import { announceBoard } from './announce-board.ts'
import { type BoardRequest, withBoard } from './board.ts'
import type { BoardTexts } from './texts.ts'

/** Replaces the name and description of a board; of several changes the last one counts. @throws Problem like `requireBoard`. */
export async function changeBoard(
  db: Db,
  request: BoardRequest,
  { name, description }: BoardTexts,
  now: Date,
): Promise<void> {
  await withBoard(db, { ...request, right: 'change' }, async (tx, board) => {
    const change = { name, foldedName: foldName(name), description, updatedMs: now.getTime() }
    await tx.updateTable('board').set(change).where('id', '=', board.id).execute()
    await announceBoard(tx, board, 'updated', now)
  })
}

/** Deletes a board with its comments, members and links. @throws Problem like `requireBoard`. */
export async function deleteBoard(db: Db, request: BoardRequest, now: Date): Promise<void> {
  await withBoard(db, { ...request, right: 'delete' }, async (tx, board) => {
    await announceBoard(tx, board, 'deleted', now)
    await tx.deleteFrom('board').where('id', '=', board.id).execute()
  })
}
