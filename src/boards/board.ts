import type { Selectable } from 'kysely'
import type { Person } from '../access/identity.ts'
import { foldUsername } from '../access/users.ts'
import type { Db } from '../db/database.ts'
import type { BoardTable } from '../db/tables/boards.ts'
import { Problem } from '../lib/problem.ts'
import { may, type Right, type Role } from './roles.ts'

/** A board, and what the person who asks for it is to it. */
export type Board = Selectable<BoardTable> & { readonly role: Role }

/** Which board a person asks for. */
export type BoardRequest = { readonly boardId: string; readonly person: Person }

/**
 * Returns a board if the person has a right to it.
 *
 * @throws Problem BoardNotFound if there is no such board or it is not shared with the person, who must not learn which;
 *   InsufficientAccess if it is shared without this right.
 */
export async function requireBoard(db: Db, request: BoardRequest, right: Right): Promise<Board> {
  const board = await findBoard(db, request)
  if (board === null)
    throw new Problem('BoardNotFound', `Board id not found: ${request.boardId.slice(0, 100)}`)
  if (!may(board.role, right)) throw new Problem('InsufficientAccess', REFUSALS[right])
  return board
}

const REFUSALS: Readonly<Record<Right, string>> = {
  view: 'This board is not shared with you.',
  change: 'This board is shared with you for viewing only.',
  comment: 'This board is shared with you for viewing only, without comments.',
  share: 'Only the owner of a board may share it.',
  delete: 'Only the owner of a board may delete it.',
}

async function findBoard(db: Db, { boardId, person }: BoardRequest): Promise<Board | null> {
  // Ids are written in lower case; some clients send GUIDs in capitals.
  const id = boardId.toLowerCase()
  const board = await db.selectFrom('board').selectAll().where('id', '=', id).executeTakeFirst()
  const role = board && (await findRole(db, board, person))
  return board && role ? { ...board, role } : null
}

/** Returns what a person is to a board; null for somebody with whom it is not shared. */
export async function findRole(
  db: Db,
  { id, ownerId }: Pick<Board, 'id' | 'ownerId'>,
  person: Person,
): Promise<Role | null> {
  if (ownerId === person.id) return 'owner'
  const member = await db
    .selectFrom('boardMember')
    .select('role')
    .where('boardId', '=', id)
    .where('userId', '=', person.id)
    .executeTakeFirst()
  if (member) return member.role
  const invitation = await db
    .selectFrom('boardInvitation')
    .select('role')
    .where('boardId', '=', id)
    .where('foldedName', '=', foldUsername(person.username))
    .executeTakeFirst()
  return invitation ? 'invited' : null
}

/** Returns what the owner of a board is called. */
export function findOwner(
  db: Db,
  { ownerId }: Pick<Board, 'ownerId'>,
): Promise<{ firstName: string | null; lastName: string | null }> {
  return db
    .selectFrom('user')
    .select(['firstName', 'lastName'])
    .where('id', '=', ownerId)
    .executeTakeFirstOrThrow()
}

/**
 * Does something to a board in a transaction that no other writer overlaps, if the person has the right to it.
 *
 * @throws Problem like `requireBoard`.
 */
export async function withBoard<Result>(
  db: Db,
  { right, ...request }: BoardRequest & { readonly right: Right },
  work: (tx: Db, board: Board) => Promise<Result>,
): Promise<Result> {
  return db.transaction().execute(async (tx) => {
    return work(tx, await requireBoard(tx, request, right))
  })
}
