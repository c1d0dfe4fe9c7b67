import type { Db } from '../db/database.ts'
import { foldName } from '../lib/text.ts'
import { type BoardRequest, withBoard } from './board.ts'
import type { BoardTexts } from './texts.ts'

/** Replaces the name and description of a board; of several changes the last one counts. @throws Problem like `requireBoard`. */
export async function changeBoard(
  db: Db,
  request: BoardRequest,
  { name, description }: BoardTexts,
  now: Date,
): Promise<void> {
  await withBoard(db, { ...request, right: 'change' }, async (tx, { id }) => {
    const change = { name, foldedName: foldName(name), description, updatedMs: now.getTime() }
    await tx.updateTable('board').set(change).where('id', '=', id).execute()
  })
}

/** Deletes a board with its comments, members and links. @throws Problem like `requireBoard`. */
export async function deleteBoard(db: Db, request: BoardRequest): Promise<void> {
  await withBoard(db, { ...request, right: 'delete' }, async (tx, { id }) => {
    await tx.deleteFrom('board').where('id', '=', id).execute()
  })
}
