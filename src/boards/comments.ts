import { randomUUID } from 'node:crypto'
import type { Db } from '../db/database.ts'
import { Problem } from '../lib/problem.ts'
import { findPresent } from './add-assets.ts'
import { announceBoard } from './announce-board.ts'
import { type Board, type BoardRequest, withBoard } from './board.ts'
import { mayDeleteComment } from './roles.ts'

/** A comment with the names of its author. */
export type BoardComment = {
  readonly id: string
  readonly assetId: number | null
  readonly userId: string
  readonly text: string
  readonly createdMs: number
  readonly firstName: string | null
  readonly lastName: string | null
}

/** What is commented on: an asset of the board, or with null the board itself. */
export type CommentSubject = { readonly assetId: number | null }

/** Finds the comments on a board itself or on one of its assets, oldest first. */
export function findComments(
  db: Db,
  { id }: Pick<Board, 'id'>,
  { assetId }: CommentSubject,
): Promise<BoardComment[]> {
  return commentsOf(db, id)
    .where('boardComment.assetId', assetId === null ? 'is' : '=', assetId)
    .execute()
}

/** Counts the comments on a board itself. */
export async function countComments(db: Db, { id }: Pick<Board, 'id'>): Promise<number> {
  const { count } = await db
    .selectFrom('boardComment')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('boardId', '=', id)
    .where('assetId', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Finds the comments on the assets of a board, oldest first, by asset. */
export async function findAssetComments(
  db: Db,
  { id }: Pick<Board, 'id'>,
): Promise<Map<number, BoardComment[]>> {
  const comments = await commentsOf(db, id).where('boardComment.assetId', 'is not', null).execute()
  return Map.groupBy(comments, ({ assetId }) => assetId!)
}

const commentsOf = (db: Db, boardId: string) =>
  db
    .selectFrom('boardComment')
    .innerJoin('user', 'user.id', 'boardComment.userId')
    .select(['boardComment.id', 'boardComment.assetId', 'boardComment.userId', 'boardComment.text'])
    .select(['boardComment.createdMs', 'user.firstName', 'user.lastName'])
    .where('boardComment.boardId', '=', boardId)
    .orderBy('boardComment.seq')

/**
 * Comments on a board or on one of its assets, and returns the id of the comment.
 *
 * @throws Problem like `requireBoard`; BoardAssetNotFound if the asset is not on the board.
 */
export async function addComment(
  db: Db,
  request: BoardRequest,
  { assetId, text, now }: CommentSubject & { text: string; now: Date },
): Promise<string> {
  return withBoard(db, { ...request, right: 'comment' }, async (tx, board) => {
    const { id: boardId } = board
    if (assetId !== null && !(await findPresent(tx, boardId, [assetId])).has(assetId))
      throw new Problem('BoardAssetNotFound', `The asset ${assetId} is not on this board.`)
    const comment = { id: randomUUID(), boardId, assetId, userId: request.person.id, text }
    await tx
      .insertInto('boardComment')
      .values({ ...comment, createdMs: now.getTime() })
      .execute()
    await announceBoard(tx, board, 'commented', now)
    return comment.id
  })
}

/**
 * Deletes a comment on a board or on this asset of it. One that is deleted already, or never existed, is ignored: the
 * contract has no code for that.
 *
 * @throws Problem like `requireBoard`; InsufficientAccess if it is the comment of somebody else and not on an own board.
 */
export async function deleteComment(
  db: Db,
  request: BoardRequest,
  { commentId, assetId }: CommentSubject & { commentId: string },
): Promise<void> {
  await withBoard(db, { ...request, right: 'comment' }, async (tx, board) => {
    const comment = await tx
      .selectFrom('boardComment')
      .select(['seq', 'userId'])
      .where('boardId', '=', board.id)
      .where('id', '=', commentId.toLowerCase())
      .where('assetId', assetId === null ? 'is' : '=', assetId)
      .executeTakeFirst()
    if (!comment) return
    if (!mayDeleteComment(board.role, { isAuthor: comment.userId === request.person.id }))
      throw new Problem(
        'InsufficientAccess',
        'Only its author and the owner of the board may delete a comment.',
      )
    await tx.deleteFrom('boardComment').where('seq', '=', comment.seq).execute()
  })
}
