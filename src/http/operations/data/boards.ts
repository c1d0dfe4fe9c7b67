import { USER_TOKEN } from '../../../access/admission.ts'
import { jsonBody } from '../../body.ts'
import {
  AddBoardAssetsResult,
  BoardAssets,
  BoardCreated,
  BoardDetail,
  BoardInfo,
  BoardList,
  CommentCreated,
  CommentRequest,
  CommentsList,
} from '../../schemas/board.ts'
import { Empty } from '../../schemas/empty.ts'
import { oneOf, optional, sortOrder, texts } from '../../schemas/parameters.ts'
import type { Waiting } from '../waiting-operation.ts'
import { count, ORDER, page } from './waiting-parameters.ts'

const access = USER_TOKEN

/** Operations on boards and their comments (contract 7), by method and address. All of them belong to a user. */
export const BOARDS: Readonly<Record<string, Waiting>> = {
  'GET /v3/boards': {
    operationId: 'getBoards',
    summary: 'Boards of the user',
    query: {
      board_relationship: optional(
        oneOf(['owned', 'invited'], {
          description: 'The user’s own boards, or those the user was invited to.',
        }),
      ),
      page,
      pageSize: count(1, 100, 30, 'Boards per page.'),
      sort_order: sortOrder(
        [
          'date_last_updated_descending',
          'date_last_updated_ascending',
          'name_ascending',
          'name_decending',
          'name_descending',
        ],
        ORDER,
      ),
    },
    answers: { 200: { schema: BoardList } },
    access,
  },
  'POST /v3/boards': {
    operationId: 'createBoard',
    summary: 'Create a board',
    body: jsonBody(BoardInfo),
    answers: { 201: { schema: BoardCreated } },
    access,
  },
  'GET /v3/boards/{board_id}': {
    operationId: 'getBoard',
    summary: 'One board',
    answers: { 200: { schema: BoardDetail } },
    access,
  },
  'PUT /v3/boards/{board_id}': {
    operationId: 'updateBoard',
    summary: 'Update a board',
    body: jsonBody(BoardInfo),
    answers: { 204: {} },
    access,
  },
  'DELETE /v3/boards/{board_id}': {
    operationId: 'deleteBoard',
    summary: 'Delete a board',
    answers: { 204: {} },
    access,
  },
  'PUT /v3/boards/{board_id}/assets': {
    operationId: 'addBoardAssets',
    summary: 'Add assets to a board',
    body: jsonBody(BoardAssets),
    answers: { 201: { schema: AddBoardAssetsResult } },
    access,
  },
  'DELETE /v3/boards/{board_id}/assets': {
    operationId: 'removeBoardAssets',
    summary: 'Remove assets from a board',
    query: { asset_ids: texts('Ids of assets.') },
    answers: { 200: { schema: Empty } },
    access,
  },
  'PUT /v3/boards/{board_id}/assets/{asset_id}': {
    operationId: 'addBoardAsset',
    summary: 'Add an asset to a board',
    answers: { 201: { schema: Empty } },
    access,
  },
  'DELETE /v3/boards/{board_id}/assets/{asset_id}': {
    operationId: 'removeBoardAsset',
    summary: 'Remove an asset from a board',
    answers: { 200: { schema: Empty } },
    access,
  },
  'GET /v3/boards/{board_id}/comments': {
    operationId: 'getBoardComments',
    summary: 'Comments on a board',
    answers: { 200: { schema: CommentsList } },
    access,
  },
  'POST /v3/boards/{board_id}/comments': {
    operationId: 'addBoardComment',
    summary: 'Comment on a board',
    body: jsonBody(CommentRequest),
    answers: { 201: { schema: CommentCreated } },
    access,
  },
  'DELETE /v3/boards/{board_id}/comments/{comment_id}': {
    operationId: 'deleteBoardComment',
    summary: 'Delete a comment',
    answers: { 204: {} },
    access,
  },
}
