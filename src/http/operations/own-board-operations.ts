import { Type } from 'typebox'
import { USER_TOKEN } from '../../access/admission.ts'
import { findOwner, requireBoard } from '../../boards/board.ts'
import { findBoardAssetPage } from '../../boards/board-assets.ts'
import { countComments, findAssetComments, findComments } from '../../boards/comments.ts'
import { orderAssets } from '../../boards/order-assets.ts'
import type { Db } from '../../db/database.ts'
import type { Clock } from '../../lib/clock.ts'
import { Problem } from '../../lib/problem.ts'
import { readAssetId } from '../asset-ids.ts'
import { boardAssetId, boardId, boardRequest } from '../board-request.ts'
import { jsonBody, NO_BODY } from '../body.ts'
import { type Operation, operation } from '../operation.ts'
import { pageOf } from '../paging.ts'
import {
  presentBoardSummary,
  presentComment,
  presentComments,
  presentPagedAsset,
} from '../represent/board.ts'
import { BoardAssetPage, BoardOrder, BoardOrdered, BoardSummary, CommentsList } from '../schemas/board.ts'
import { listPaging } from '../schemas/parameters.ts'

type Services = { readonly db: Db; readonly now: Clock }

const common = { tag: 'Vitrine', access: USER_TOKEN, caching: 'none' } as const

/** What boards offer beyond the contract: pages of their assets, the comments on one of them, and another order. */
export const ownBoardOperations = (services: Services): Operation[] => [
  summary(services),
  assetPage(services),
  assetComments(services),
  order(services),
]

const summary = ({ db }: Services) =>
  operation({
    ...common,
    method: 'GET',
    url: '/v1/boards/{board_id}',
    operationId: 'getBoardSummary',
    summary: 'One board without its assets',
    path: boardId,
    query: Type.Object({}),
    body: NO_BODY,
    answers: { 200: { schema: BoardSummary } },
    problems: ['UnauthorizedToAccessResource', 'BoardNotFound'],
    async handle(call) {
      const board = await requireBoard(db, boardRequest(call), 'view')
      const owner = await findOwner(db, board)
      const comments = await countComments(db, board)
      return { status: 200, body: presentBoardSummary(board, { owner, comments }) }
    },
  })

const assetPage = ({ db, now }: Services) =>
  operation({
    ...common,
    method: 'GET',
    url: '/v1/boards/{board_id}/assets',
    operationId: 'getBoardAssets',
    summary: 'A page of the assets on a board, in their order',
    description: 'A page after the last one is empty: others may have removed assets meanwhile.',
    path: boardId,
    query: Type.Object(listPaging(60, 'Assets per page.')),
    body: NO_BODY,
    answers: { 200: { schema: BoardAssetPage } },
    problems: ['UnauthorizedToAccessResource', 'BoardNotFound'],
    async handle(call) {
      const board = await requireBoard(db, boardRequest(call), 'view')
      const viewer = { now: now(), country: call.caller.country }
      const page = { viewer, language: call.language, page: pageOf(call.query) }
      const { total, assets } = await findBoardAssetPage(db, board.id, page)
      const comments = await findAssetComments(db, board)
      const who = { role: board.role, personId: call.caller.person!.id }
      return {
        status: 200,
        body: {
          result_count: total,
          assets: assets.map((it) => ({
            ...presentPagedAsset(it, call),
            comments: (comments.get(it.asset.id) ?? []).map((comment) => presentComment(comment, who)),
          })),
        },
      }
    },
  })

const assetComments = ({ db }: Services) =>
  operation({
    ...common,
    method: 'GET',
    url: '/v1/boards/{board_id}/assets/{asset_id}/comments',
    operationId: 'getBoardAssetComments',
    summary: 'Comments on an asset of a board, oldest first',
    description: 'Empty for an asset that is not on the board.',
    path: boardAssetId,
    query: Type.Object({}),
    body: NO_BODY,
    answers: { 200: { schema: CommentsList } },
    problems: ['UnauthorizedToAccessResource', 'BoardNotFound'],
    async handle(call) {
      const board = await requireBoard(db, boardRequest(call), 'view')
      // No asset has the id 0.
      const comments = await findComments(db, board, { assetId: readAssetId(call.path.asset_id) ?? 0 })
      return { status: 200, body: presentComments(comments, board, call.caller) }
    },
  })

const order = ({ db, now }: Services) =>
  operation({
    ...common,
    method: 'PUT',
    url: '/v1/boards/{board_id}/order',
    operationId: 'orderBoardAssets',
    summary: 'Move assets of a board',
    description:
      'The assets in `asset_ids` follow the asset `after` in this order, or stand at the beginning without it. All others ' +
      'keep their order, so the list may have all assets of the board or only one of them. Assets that are no longer on ' +
      'the board are returned in `assets_not_found`.',
    path: boardId,
    query: Type.Object({}),
    body: jsonBody(BoardOrder),
    answers: { 200: { schema: BoardOrdered } },
    problems: ['UnauthorizedToAccessResource', 'BoardNotFound', 'InsufficientAccess'],
    async handle(call) {
      const { asset_ids: sent, after } = call.body
      const ids = sent.map(readAssetId).filter((id) => id !== null)
      const moved = await orderAssets(db, boardRequest(call), { ids, after: readAfter(after), now: now() })
      const isMoved = (id: string) => moved.has(readAssetId(id) ?? 0)
      return { status: 200, body: { assets_not_found: sent.filter((id) => !isMoved(id)) } }
    },
  })

function readAfter(sent: string | null | undefined): number | null {
  if (sent === null || sent === undefined) return null
  const id = readAssetId(sent)
  if (id !== null) return id
  throw new Problem('InvalidParameterValue', "Invalid body: '/after': it must be the id of an asset.")
}
