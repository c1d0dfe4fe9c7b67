import { randomBytes } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Db } from '../db/database.ts'
import type { BoardShareTable, MemberRole } from '../db/tables/boards.ts'
import { type Board, type BoardRequest, withBoard } from './board.ts'
import { may } from './roles.ts'

/** A link by which a board is shared. */
export type Share = Selectable<BoardShareTable>

/** What a link allows: to join with a role, and whether the board can be seen by it without signing in. */
export type ShareTerms = { readonly role: MemberRole; readonly isPublic: boolean }

/** Its id is all that protects a shared board: 144 random bits. */
const ID_BYTES = 18

/** Makes the two links that a new board has: one to look at it, one to join it as an editor. Both need an account. */
export async function addFirstLinks(tx: Db, boardId: string, now: Date): Promise<void> {
  for (const role of ['viewer', 'editor'] as const) await insert(tx, boardId, { role, isPublic: false }, now)
}

/** Makes another link to a board. @throws Problem like `requireBoard`. */
export async function addShare(db: Db, request: BoardRequest, terms: ShareTerms, now: Date): Promise<Share> {
  return withBoard(db, { ...request, right: 'share' }, (tx, { id }) => insert(tx, id, terms, now))
}

async function insert(tx: Db, boardId: string, { role, isPublic }: ShareTerms, now: Date): Promise<Share> {
  const id = randomBytes(ID_BYTES).toString('base64url')
  const share = { id, boardId, role, isPublic: Number(isPublic), createdMs: now.getTime() }
  await tx.insertInto('boardShare').values(share).execute()
  return share
}

/**
 * Revokes a link, if there is such a link to this board. Those who joined by it remain members.
 *
 * @throws Problem like `requireBoard`.
 */
export async function revokeShare(db: Db, request: BoardRequest, shareId: string): Promise<void> {
  await withBoard(db, { ...request, right: 'share' }, async (tx, { id }) => {
    await tx.deleteFrom('boardShare').where('boardId', '=', id).where('id', '=', shareId).execute()
  })
}

/** Lists the links to a board, oldest first. */
export function findShares(db: Db, boardId: string): Promise<Share[]> {
  return db
    .selectFrom('boardShare')
    .selectAll()
    .where('boardId', '=', boardId)
    .orderBy('createdMs')
    .orderBy('role', 'desc')
    .orderBy('id')
    .execute()
}

/** The two links to a board that the contract names, as ids; null for those who may not share it, and if there is none. */
export type BoardLinks = { readonly view: string | null; readonly join: string | null }

/** Finds the oldest link to a board for looking at it, and the oldest for joining it as an editor. */
export async function findBoardLinks(db: Db, { id, role }: Board): Promise<BoardLinks> {
  if (!may(role, 'share')) return { view: null, join: null }
  const shares = await findShares(db, id)
  const first = (wanted: MemberRole) => shares.find((share) => share.role === wanted)?.id ?? null
  return { view: first('viewer'), join: first('editor') }
}
