import { Type } from 'typebox'
import { USER_TOKEN } from '../../access/admission.ts'
import { addAssets } from '../../boards/add-assets.ts'
import { removeAssets } from '../../boards/remove-assets.ts'
import type { Db } from '../../db/database.ts'
import type { Clock } from '../../lib/clock.ts'
import { Problem } from '../../lib/problem.ts'
import { readAssetId } from '../asset-ids.ts'
import { boardAssetId, boardId, boardRequest } from '../board-request.ts'
import { jsonBody, NO_BODY } from '../body.ts'
import { type Operation, operation } from '../operation.ts'
import { invalid } from '../parameters.ts'
import { AddBoardAssetsResult, BoardAssets } from '../schemas/board.ts'
import { Empty } from '../schemas/empty.ts'
import { documented, optional } from '../schemas/parameters.ts'

type Services = { readonly db: Db; readonly now: Clock }

const common = { tag: 'Boards', access: USER_TOKEN, caching: 'none' } as const
const PROBLEMS = ['UnauthorizedToAccessResource', 'BoardNotFound', 'InsufficientAccess'] as const

/** The assets of a board (contract 7). */
export const boardAssetOperations = (services: Services): Operation[] => [
  addMany(services),
  removeMany(services),
  addOne(services),
  removeOne(services),
]

const addMany = ({ db, now }: Services) =>
  operation({
    ...common,
    method: 'PUT',
    url: '/v3/boards/{board_id}/assets',
    operationId: 'addBoardAssets',
    summary: 'Add assets to a board',
    description: 'They follow those that are already on it, which count as added and stay where they are.',
    path: boardId,
    query: Type.Object({}),
    body: jsonBody(BoardAssets),
    answers: { 201: { schema: AddBoardAssetsResult } },
    problems: PROBLEMS,
    async handle(call) {
      const viewer = { now: now(), country: call.caller.country }
      const sent = [...new Set(call.body.map(({ asset_id: id }) => id.trim()))]
      const added = await addAssets(db, boardRequest(call), { ids: known(sent), viewer })
      const isAdded = (id: string) => added.has(readAssetId(id) ?? 0)
      return {
        status: 201,
        body: {
          assets_added: sent.filter(isAdded).map((id) => ({ asset_id: id })),
          assets_not_added: sent.filter((id) => !isAdded(id)),
        },
      }
    },
  })

const removeMany = ({ db, now }: Services) =>
  operation({
    ...common,
    method: 'DELETE',
    url: '/v3/boards/{board_id}/assets',
    operationId: 'removeBoardAssets',
    summary: 'Remove assets from a board',
    path: boardId,
    query: Type.Object({
      asset_ids: optional(
        Type.Array(Type.String({ maxLength: 64 }), {
          description: 'Ids of assets; those that are not on the board are ignored.',
          examples: [['100000001', '100000002']],
          ...documented({ required: true, minItems: 1 }),
        }),
      ),
    }),
    body: NO_BODY,
    answers: { 200: { schema: Empty } },
    problems: PROBLEMS,
    async handle(call) {
      const sent = call.query.asset_ids ?? []
      if (sent.length === 0) throw invalid('asset_ids', '', 'give at least one id of an asset')
      await removeAssets(db, boardRequest(call), { ids: known(sent), now: now() })
      return { status: 200, body: {} }
    },
  })

const addOne = ({ db, now }: Services) =>
  operation({
    ...common,
    method: 'PUT',
    url: '/v3/boards/{board_id}/assets/{asset_id}',
    operationId: 'addBoardAsset',
    summary: 'Add an asset to a board',
    path: boardAssetId,
    query: Type.Object({}),
    body: NO_BODY,
    answers: { 201: { schema: Empty } },
    problems: [...PROBLEMS, 'BoardAssetNotFound'],
    async handle(call) {
      const viewer = { now: now(), country: call.caller.country }
      const { size } = await addAssets(db, boardRequest(call), { ids: known([call.path.asset_id]), viewer })
      if (size === 0)
        throw new Problem('BoardAssetNotFound', `Asset id not found: ${call.path.asset_id.slice(0, 100)}`)
      return { status: 201, body: {} }
    },
  })

const removeOne = ({ db, now }: Services) =>
  operation({
    ...common,
    method: 'DELETE',
    url: '/v3/boards/{board_id}/assets/{asset_id}',
    operationId: 'removeBoardAsset',
    summary: 'Remove an asset from a board',
    path: boardAssetId,
    query: Type.Object({}),
    body: NO_BODY,
    answers: { 200: { schema: Empty } },
    problems: PROBLEMS,
    async handle(call) {
      await removeAssets(db, boardRequest(call), { ids: known([call.path.asset_id]), now: now() })
      return { status: 200, body: {} }
    },
  })

/** The ids that can be those of assets. */
const known = (sent: readonly string[]): number[] =>
  sent.map((id) => readAssetId(id.trim())).filter((id) => id !== null)
