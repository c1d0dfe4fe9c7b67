import type { Person } from '../access/identity.ts'
import { requireLine } from '../access/names.ts'
import { foldUsername } from '../access/users.ts'
import type { Db } from '../db/database.ts'
import type { MemberRole } from '../db/tables/boards.ts'
import { Problem } from '../lib/problem.ts'
import { type BoardRequest, withBoard } from './board.ts'
import { addMember, removeInvitation } from './members.ts'

/** An invitation of a user by name. */
export type Invited = { readonly username: string; readonly role: MemberRole }

/**
 * Invites a user to a board. Nobody learns whether there is a user with this name: the invitation waits until somebody with
 * that name accepts or declines it. Inviting somebody again changes the role, also that of a member.
 *
 * @throws Problem like `requireBoard`; InvalidParameterValue if the name is no line of text, or that of the owner.
 */
export async function invite(
  db: Db,
  request: BoardRequest,
  { username: sent, role }: Invited,
  now: Date,
): Promise<void> {
  const username = sent.trim()
  requireLine('InvalidParameterValue', "Invalid body: '/username'", username)
  const foldedName = foldUsername(username)
  await withBoard(db, { ...request, right: 'share' }, async (tx, { id: boardId }) => {
    if (foldedName === foldUsername(request.person.username))
      throw new Problem('InvalidParameterValue', "Invalid body: '/username': the board is your own.")
    if (await changeRole(tx, boardId, { foldedName, role })) return
    const invitation = { boardId, foldedName, username, role }
    await tx
      .insertInto('boardInvitation')
      .values({ ...invitation, invitedBy: request.person.id, invitedMs: now.getTime() })
      .onConflict((conflict) => conflict.columns(['boardId', 'foldedName']).doUpdateSet({ role }))
      .execute()
  })
}

/** Changes the role of a member; returns false if there is no member with this name. */
async function changeRole(
  tx: Db,
  boardId: string,
  { foldedName, role }: { foldedName: string; role: MemberRole },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('boardMember')
    .set({ role })
    .where('boardId', '=', boardId)
    .where('userId', 'in', (eb) => eb.selectFrom('user').select('id').where('foldedName', '=', foldedName))
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** Revokes an invitation, if there is one. @throws Problem like `requireBoard`. */
export async function revokeInvitation(db: Db, request: BoardRequest, username: string): Promise<void> {
  await withBoard(db, { ...request, right: 'share' }, (tx, { id }) => removeInvitation(tx, id, username))
}

/** Lists those who were invited to a board and have not decided yet. */
export function findInvited(db: Db, boardId: string): Promise<(Invited & { readonly invitedMs: number })[]> {
  return db
    .selectFrom('boardInvitation')
    .select(['username', 'role', 'invitedMs'])
    .where('boardId', '=', boardId)
    .orderBy('invitedMs')
    .orderBy('username')
    .execute()
}

/** An invitation as the invited person sees it. */
export type Invitation = {
  readonly boardId: string
  readonly boardName: string
  readonly role: MemberRole
  readonly invitedMs: number
  readonly firstName: string | null
  readonly lastName: string | null
}

/** Lists the invitations of a person, latest first, with the names of those who invited them. */
export function findInvitations(db: Db, { username }: Person): Promise<Invitation[]> {
  return db
    .selectFrom('boardInvitation')
    .innerJoin('board', 'board.id', 'boardInvitation.boardId')
    .innerJoin('user', 'user.id', 'boardInvitation.invitedBy')
    .select(['boardInvitation.boardId', 'boardInvitation.role', 'boardInvitation.invitedMs'])
    .select(['board.name as boardName', 'user.firstName', 'user.lastName'])
    .where('boardInvitation.foldedName', '=', foldUsername(username))
    .orderBy('boardInvitation.invitedMs', 'desc')
    .orderBy('board.id')
    .execute()
}

/**
 * Makes the invited person a member and returns the id of the board.
 *
 * @throws Problem BoardNotFound if there is no such invitation.
 */
export async function acceptInvitation(
  db: Db,
  { boardId, person }: BoardRequest,
  now: Date,
): Promise<string> {
  return db.transaction().execute(async (tx) => {
    const invitation = await tx
      .selectFrom('boardInvitation')
      .select(['boardId', 'role'])
      .where('boardId', '=', boardId.toLowerCase())
      .where('foldedName', '=', foldUsername(person.username))
      .executeTakeFirst()
    if (!invitation) throw new Problem('BoardNotFound', 'There is no invitation to a board with this id.')
    await addMember(tx, invitation.boardId, { person, role: invitation.role, now })
    return invitation.boardId
  })
}

/** Declines an invitation, if there is one. */
export async function declineInvitation(db: Db, { boardId, person }: BoardRequest): Promise<void> {
  await removeInvitation(db, boardId.toLowerCase(), person.username)
}
