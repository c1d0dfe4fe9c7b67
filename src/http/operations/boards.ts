import { Type } from 'typebox'
import { USER_TOKEN } from '../../access/admission.ts'
import { requireBoard } from '../../boards/board.ts'
import { findBoardAssets } from '../../boards/board-assets.ts'
import { changeBoard, deleteBoard } from '../../boards/change-board.ts'
import { countComments, findAssetComments } from '../../boards/comments.ts'
import { createBoard } from '../../boards/create-board.ts'
import { type BoardOrder, findBoards } from '../../boards/list-boards.ts'
import { findBoardLinks } from '../../boards/shares.ts'
import { readBoardTexts } from '../../boards/texts.ts'
import type { Db } from '../../db/database.ts'
import type { Clock } from '../../lib/clock.ts'
import { boardId, boardRequest } from '../board-request.ts'
import { jsonBody, NO_BODY } from '../body.ts'
import { type Operation, operation } from '../operation.ts'
import { checkPage, pageOf } from '../paging.ts'
import {
  presentAssetComment,
  presentBoard,
  presentBoardAsset,
  presentListedBoard,
  presentPermissions,
} from '../represent/board.ts'
import { BoardCreated, BoardDetail, BoardInfo, BoardList } from '../schemas/board.ts'
import { listPaging, oneOf, optional, sortOrder } from '../schemas/parameters.ts'
import { sharePath } from '../share-path.ts'

type Services = { readonly db: Db; readonly now: Clock }

const common = { tag: 'Boards', access: USER_TOKEN, caching: 'none' } as const

/** Boards of users (contract 7). */
export const boardOperations = (services: Services): Operation[] => [
  list(services),
  create(services),
  detail(services),
  update(services),
  remove(services),
]

/** NOTE: "decending" is how the contract spells it. */
const ORDERS: Readonly<Record<string, BoardOrder>> = {
  date_last_updated_descending: 'updatedFirst',
  date_last_updated_ascending: 'updatedLast',
  name_ascending: 'name',
  name_decending: 'nameReversed',
  name_descending: 'nameReversed',
}
const { page, page_size: pageSize } = listPaging(30, 'Boards per page.')

const list = ({ db, now }: Services) =>
  operation({
    ...common,
    method: 'GET',
    url: '/v3/boards',
    operationId: 'getBoards',
    summary: 'Boards of the user',
    path: Type.Object({}),
    query: Type.Object({
      board_relationship: optional(
        oneOf(['owned', 'invited'], {
          description: 'The user’s own boards, or those of others that the user is a member of.',
        }),
      ),
      page,
      pageSize,
      sort_order: sortOrder(Object.keys(ORDERS), 'Order of the boards.'),
    }),
    body: NO_BODY,
    answers: { 200: { schema: BoardList } },
    problems: ['UnauthorizedToAccessResource', 'InvalidPage'],
    async handle({ caller, query, links }) {
      const paged = { page: query.page, page_size: query.pageSize }
      const { total, boards } = await findBoards(
        db,
        {
          person: caller.person!,
          relationship: query.board_relationship ?? null,
          order: ORDERS[query.sort_order!]!,
          page: pageOf(paged),
        },
        { now: now(), country: caller.country },
      )
      checkPage(paged, total)
      return {
        status: 200,
        body: {
          boards: boards.map((board) => presentListedBoard(board, { links, caller })),
          board_count: total,
        },
      }
    },
  })

const create = ({ db, now }: Services) =>
  operation({
    ...common,
    method: 'POST',
    url: '/v3/boards',
    operationId: 'createBoard',
    summary: 'Create a board',
    path: Type.Object({}),
    query: Type.Object({}),
    body: jsonBody(BoardInfo),
    answers: { 201: { schema: BoardCreated } },
    problems: ['UnauthorizedToAccessResource'],
    async handle({ caller, body }) {
      const id = await createBoard(db, caller.person!, readBoardTexts(body), now())
      return { status: 201, body: { id } }
    },
  })

const detail = ({ db, now }: Services) =>
  operation({
    ...common,
    method: 'GET',
    url: '/v3/boards/{board_id}',
    operationId: 'getBoard',
    summary: 'One board with all its assets',
    description:
      'The assets are in the order of the board. Those that the caller cannot see at present are counted and not listed.',
    path: boardId,
    query: Type.Object({}),
    body: NO_BODY,
    answers: { 200: { schema: BoardDetail } },
    problems: ['UnauthorizedToAccessResource', 'BoardNotFound'],
    async handle(call) {
      const { caller, links } = call
      const board = await requireBoard(db, boardRequest(call), 'view')
      const assets = await findBoardAssets(db, board.id, { now: now(), country: caller.country })
      const comments = await findAssetComments(db, board)
      const { view, join } = await findBoardLinks(db, board)
      return {
        status: 200,
        body: {
          ...presentBoard(board),
          comment_count: await countComments(db, board),
          assets: assets.map((it) => ({
            ...presentBoardAsset(it, call),
            comments: (comments.get(it.asset.id) ?? []).map(presentAssetComment),
          })),
          permissions: presentPermissions(board),
          links: {
            invitation: join && links.api(sharePath(join)),
            share: view && links.api(sharePath(view)),
          },
        },
      }
    },
  })

const update = ({ db, now }: Services) =>
  operation({
    ...common,
    method: 'PUT',
    url: '/v3/boards/{board_id}',
    operationId: 'updateBoard',
    summary: 'Replace the name and description of a board',
    path: boardId,
    query: Type.Object({}),
    body: jsonBody(BoardInfo),
    answers: { 204: {} },
    problems: ['UnauthorizedToAccessResource', 'BoardNotFound', 'InsufficientAccess'],
    async handle(call) {
      await changeBoard(db, boardRequest(call), readBoardTexts(call.body), now())
      return { status: 204 }
    },
  })

const remove = ({ db, now }: Services) =>
  operation({
    ...common,
    method: 'DELETE',
    url: '/v3/boards/{board_id}',
    operationId: 'deleteBoard',
    summary: 'Delete a board',
    path: boardId,
    query: Type.Object({}),
    body: NO_BODY,
    answers: { 204: {} },
    problems: ['UnauthorizedToAccessResource', 'BoardNotFound', 'InsufficientAccess'],
    async handle(call) {
      await deleteBoard(db, boardRequest(call), now())
      return { status: 204 }
    },
  })
