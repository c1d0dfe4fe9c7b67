import { randomUUID } from 'node:crypto'
import type { Person } from '../access/identity.ts'
import type { Db } from '../db/database.ts'
import { foldName } from '../lib/text.ts'
import { announceBoard } from './announce-board.ts'
import { addFirstLinks } from './shares.ts'
import type { BoardTexts } from './texts.ts'

/** Creates an empty board of a person and returns its id, which is random. */
export async function createBoard(
  db: Db,
  owner: Person,
  { name, description }: BoardTexts,
  now: Date,
): Promise<string> {
  const id = randomUUID()
  const nowMs = now.getTime()
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('board')
      .values({
        id,
        ownerId: owner.id,
        name,
        foldedName: foldName(name),
        description,
        assetCount: 0,
        createdMs: nowMs,
        updatedMs: nowMs,
      })
      .execute()
    await addFirstLinks(tx, id, now)
    await announceBoard(tx, { id, ownerId: owner.id }, 'created', now)
  })
  return id
}
