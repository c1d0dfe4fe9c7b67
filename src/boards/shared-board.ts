import type { Selectable } from 'kysely'
import type { Person } from '../access/identity.ts'
import type { Db } from '../db/database.ts'
import type { BoardTable } from '../db/tables/boards.ts'
import { Problem } from '../lib/problem.ts'
import { findRole } from './board.ts'
import { addMember } from './members.ts'
import type { Role } from './roles.ts'
import type { ShareTerms } from './shares.ts'

/** A board as somebody finds it by a link. */
export type SharedBoard = {
  readonly board: Selectable<BoardTable>
  readonly owner: { readonly firstName: string | null; readonly lastName: string | null }
  readonly terms: ShareTerms
  /** What the person who follows the link is to the board already; null for somebody else, or nobody who is signed in. */
  readonly role: Role | null
}

/**
 * Finds the board that a link leads to.
 *
 * @throws Problem BoardNotFound if the link was revoked or never existed.
 */
export async function findSharedBoard(db: Db, shareId: string, person: Person | null): Promise<SharedBoard> {
  const found = await db
    .selectFrom('boardShare')
    .innerJoin('board', 'board.id', 'boardShare.boardId')
    .innerJoin('user', 'user.id', 'board.ownerId')
    .selectAll('board')
    .select(['boardShare.role', 'boardShare.isPublic', 'user.firstName', 'user.lastName'])
    .where('boardShare.id', '=', shareId)
    .executeTakeFirst()
  if (!found)
    throw new Problem('BoardNotFound', 'This link to a board was revoked, or the board was deleted.')
  const { role, isPublic, firstName, lastName, ...board } = found
  return {
    board,
    owner: { firstName, lastName },
    terms: { role, isPublic: isPublic === 1 },
    role: person && (await findRole(db, board, person)),
  }
}

/**
 * Makes a person a member of the board that a link leads to, and returns its id. Somebody who is an editor already does not
 * become a viewer.
 *
 * @throws Problem BoardNotFound if the link was revoked or never existed.
 */
export async function joinSharedBoard(
  db: Db,
  shareId: string,
  { person, now }: { person: Person; now: Date },
): Promise<string> {
  return db.transaction().execute(async (tx) => {
    const { board, terms, role } = await findSharedBoard(tx, shareId, person)
    if (role !== 'owner' && role !== 'editor')
      await addMember(tx, board.id, { person, role: terms.role, now })
    return board.id
  })
}
