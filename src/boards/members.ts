import type { Person } from '../access/identity.ts'
import { foldUsername } from '../access/users.ts'
import type { Db } from '../db/database.ts'
import type { MemberRole } from '../db/tables/boards.ts'
import { Problem } from '../lib/problem.ts'
import { type BoardRequest, withBoard } from './board.ts'

/** Makes a person a member with this role, whatever role they had; an invitation is used up. */
export async function addMember(
  tx: Db,
  boardId: string,
  { person, role, now }: { person: Person; role: MemberRole; now: Date },
): Promise<void> {
  await tx
    .insertInto('boardMember')
    .values({ boardId, userId: person.id, role, joinedMs: now.getTime() })
    .onConflict((conflict) => conflict.columns(['boardId', 'userId']).doUpdateSet({ role }))
    .execute()
  await removeInvitation(tx, boardId, person.username)
}

/** Deletes the invitation of a user to a board, if there is one. */
export async function removeInvitation(tx: Db, boardId: string, username: string): Promise<void> {
  await tx
    .deleteFrom('boardInvitation')
    .where('boardId', '=', boardId)
    .where('foldedName', '=', foldUsername(username))
    .execute()
}

/**
 * Removes a member from a board: the owner anybody, everybody themselves. Who is no member is ignored.
 *
 * @throws Problem like `requireBoard`; InsufficientAccess for the owner, who can only delete the board.
 */
export async function removeMember(db: Db, request: BoardRequest, userId: string): Promise<void> {
  const isOwn = userId === request.person.id
  await withBoard(db, { ...request, right: isOwn ? 'view' : 'share' }, async (tx, { id, ownerId }) => {
    if (userId === ownerId)
      throw new Problem('InsufficientAccess', 'The owner cannot leave a board, but may delete it.')
    await tx.deleteFrom('boardMember').where('boardId', '=', id).where('userId', '=', userId).execute()
  })
}

/** A user with whom a board is shared. */
export type Member = {
  readonly userId: string
  readonly username: string
  readonly firstName: string | null
  readonly lastName: string | null
  readonly role: MemberRole
  readonly joinedMs: number
}

/** Lists the members of a board, in the order in which they joined. */
export function findMembers(db: Db, boardId: string): Promise<Member[]> {
  return db
    .selectFrom('boardMember')
    .innerJoin('user', 'user.id', 'boardMember.userId')
    .select(['boardMember.userId', 'boardMember.role', 'boardMember.joinedMs'])
    .select(['user.username', 'user.firstName', 'user.lastName'])
    .where('boardMember.boardId', '=', boardId)
    .orderBy('boardMember.joinedMs')
    .orderBy('user.username')
    .execute()
}
