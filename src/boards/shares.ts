import { randomBytes } from 'node:crypto'
import type { Db } from '../db/database.ts'
import type { MemberRole } from '../db/tables/boards.ts'
import type { Board } from './board.ts'
import { may } from './roles.ts'

const ID_BYTES = 18

/** Makes the two links that a new board has: one to look at it, one to join it as an editor. Both need an account. */
export async function addFirstLinks(tx: Db, boardId: string, now: Date): Promise<void> {
  for (const role of ['viewer', 'editor'] as const)
    await addShare(tx, { boardId, role, isPublic: false, now })
}

async function addShare(
  tx: Db,
  { boardId, role, isPublic, now }: { boardId: string; role: MemberRole; isPublic: boolean; now: Date },
): Promise<string> {
  const id = randomBytes(ID_BYTES).toString('base64url')
  const share = { id, boardId, role, isPublic: Number(isPublic), createdMs: now.getTime() }
  await tx.insertInto('boardShare').values(share).execute()
  return id
}

/** The links of a board that the contract names, as ids of shares; null for those who may not share it, and where there is none. */
export type BoardLinks = { readonly view: string | null; readonly join: string | null }

/** Finds the oldest link of a board for looking at it, and the oldest for joining it as an editor. */
export async function findBoardLinks(db: Db, { id, role }: Board): Promise<BoardLinks> {
  if (!may(role, 'share')) return { view: null, join: null }
  const shares = await db
    .selectFrom('boardShare')
    .select(['id', 'role'])
    .where('boardId', '=', id)
    .orderBy('createdMs')
    .orderBy('id')
    .execute()
  const first = (wanted: MemberRole) => shares.find((share) => share.role === wanted)?.id ?? null
  return { view: first('viewer'), join: first('editor') }
}
