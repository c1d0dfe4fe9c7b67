import { type TObject, Type } from 'typebox'
import { USER_TOKEN } from '../../access/admission.ts'
import { requireBoard } from '../../boards/board.ts'
import { addComment, deleteComment, findComments } from '../../boards/comments.ts'
import { readComment } from '../../boards/texts.ts'
import type { Db } from '../../db/database.ts'
import type { Clock } from '../../lib/clock.ts'
import { Problem } from '../../lib/problem.ts'
import { readAssetId } from '../asset-ids.ts'
import { boardAssetId, boardId, boardRequest } from '../board-request.ts'
import { jsonBody, NO_BODY } from '../body.ts'
import { type Operation, operation } from '../operation.ts'
import { presentComments } from '../represent/board.ts'
import {
  AssetCommentCreated,
  AssetCommentRequest,
  CommentCreated,
  CommentRequest,
  CommentsList,
} from '../schemas/board.ts'
import { Empty } from '../schemas/empty.ts'

type Services = { readonly db: Db; readonly now: Clock }

const common = { tag: 'Boards', access: USER_TOKEN, caching: 'none' } as const
const PROBLEMS = ['UnauthorizedToAccessResource', 'BoardNotFound', 'InsufficientAccess'] as const
const withCommentId = <Path extends TObject>(path: Path) =>
  Type.Object({
    ...path.properties,
    comment_id: Type.String({ description: 'Id of the comment.' }),
  } as Path['properties'] & { comment_id: ReturnType<typeof Type.String> })

/** Comments on boards (contract 7) and on their assets (contract 9.2). */
export const boardCommentOperations = (services: Services): Operation[] => [
  list(services),
  add(services),
  remove(services),
  addToAsset(services),
  removeFromAsset(services),
]

const list = ({ db }: Services) =>
  operation({
    ...common,
    method: 'GET',
    url: '/v3/boards/{board_id}/comments',
    operationId: 'getBoardComments',
    summary: 'Comments on a board, oldest first',
    path: boardId,
    query: Type.Object({}),
    body: NO_BODY,
    answers: { 200: { schema: CommentsList } },
    problems: ['UnauthorizedToAccessResource', 'BoardNotFound'],
    async handle(call) {
      const board = await requireBoard(db, boardRequest(call), 'view')
      const comments = await findComments(db, board, { assetId: null })
      return { status: 200, body: presentComments(comments, board, call.caller) }
    },
  })

const add = ({ db, now }: Services) =>
  operation({
    ...common,
    method: 'POST',
    url: '/v3/boards/{board_id}/comments',
    operationId: 'addBoardComment',
    summary: 'Comment on a board',
    path: boardId,
    query: Type.Object({}),
    body: jsonBody(CommentRequest),
    answers: { 201: { schema: CommentCreated } },
    problems: PROBLEMS,
    async handle(call) {
      const text = readComment(call.body.text)
      const id = await addComment(db, boardRequest(call), { assetId: null, text, now: now() })
      return { status: 201, body: { id } }
    },
  })

const remove = ({ db }: Services) =>
  operation({
    ...common,
    method: 'DELETE',
    url: '/v3/boards/{board_id}/comments/{comment_id}',
    operationId: 'deleteBoardComment',
    summary: 'Delete a comment',
    path: withCommentId(boardId),
    query: Type.Object({}),
    body: NO_BODY,
    answers: { 204: {} },
    problems: PROBLEMS,
    async handle(call) {
      await deleteComment(db, boardRequest(call), { commentId: call.path.comment_id, assetId: null })
      return { status: 204 }
    },
  })

const addToAsset = ({ db, now }: Services) =>
  operation({
    ...common,
    method: 'POST',
    url: '/v3/boards/{board_id}/assets/{asset_id}/comments',
    operationId: 'addBoardAssetComment',
    summary: 'Comment on an asset of a board',
    path: boardAssetId,
    query: Type.Object({}),
    body: jsonBody(AssetCommentRequest),
    answers: { 200: { schema: AssetCommentCreated } },
    problems: [...PROBLEMS, 'BoardAssetNotFound'],
    async handle(call) {
      const text = readComment(call.body.Text ?? call.body.text)
      const assetId = readAssetId(call.path.asset_id)
      if (assetId === null) throw new Problem('BoardAssetNotFound')
      const id = await addComment(db, boardRequest(call), { assetId, text, now: now() })
      return { status: 200, body: { Id: id, id } }
    },
  })

const removeFromAsset = ({ db }: Services) =>
  operation({
    ...common,
    method: 'DELETE',
    url: '/v3/boards/{board_id}/assets/{asset_id}/comments/{comment_id}',
    operationId: 'deleteBoardAssetComment',
    summary: 'Delete a comment on an asset',
    path: withCommentId(boardAssetId),
    query: Type.Object({}),
    body: NO_BODY,
    answers: { 200: { schema: Empty } },
    problems: PROBLEMS,
    async handle(call) {
      const { comment_id: commentId, asset_id: id } = call.path
      await deleteComment(db, boardRequest(call), { commentId, assetId: readAssetId(id) ?? 0 })
      return { status: 200, body: {} }
    },
  })
