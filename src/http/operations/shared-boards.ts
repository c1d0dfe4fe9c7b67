import { Type } from 'typebox'
import { admit, KEY_ONLY, USER_TOKEN } from '../../access/admission.ts'
import { findBoardAssetPage } from '../../boards/board-assets.ts'
import { type SharedBoard as Found, findSharedBoard, joinSharedBoard } from '../../boards/shared-board.ts'
import type { Db } from '../../db/database.ts'
import type { Clock } from '../../lib/clock.ts'
import { NO_BODY } from '../body.ts'
import type { Caller } from '../caller.ts'
import { type Operation, operation } from '../operation.ts'
import { pageOf } from '../paging.ts'
import { presentPagedAsset } from '../represent/board.ts'
import { presentSharedBoard } from '../represent/board-sharing.ts'
import { BoardAssetPage } from '../schemas/board.ts'
import { JoinedBoard, SharedBoard } from '../schemas/board-sharing.ts'
import { listPaging } from '../schemas/parameters.ts'

type Services = { readonly db: Db; readonly now: Clock }

const path = Type.Object({
  link_id: Type.String({ description: 'The last part of the link.', examples: ['kS3v9XbQ2cLw0pZr5tYuAe1D'] }),
})
const common = { tag: 'Vitrine', path, body: NO_BODY, caching: 'none' } as const
/** Whether an access token is needed depends on the link. */
const BY_LINK = {
  access: KEY_ONLY,
  problems: ['AuthorizationTokenRequired', 'UnauthorizedToAccessResource', 'BoardNotFound'],
} as const

/** Boards by the links with which their owners share them. */
export const sharedBoardOperations = (services: Services): Operation[] => [
  board(services),
  assets(services),
  membership(services),
]

const board = ({ db }: Services) =>
  operation({
    ...common,
    ...BY_LINK,
    method: 'GET',
    url: '/v1/shared-boards/{link_id}',
    operationId: 'getSharedBoard',
    summary: 'The board that a link leads to',
    description: 'Requires an access token of a user unless the owner of the board made the link public.',
    query: Type.Object({}),
    answers: { 200: { schema: SharedBoard } },
    async handle({ path, caller }) {
      return { status: 200, body: presentSharedBoard(await findAdmitted(db, path.link_id, caller)) }
    },
  })

const assets = ({ db, now }: Services) =>
  operation({
    ...common,
    ...BY_LINK,
    method: 'GET',
    url: '/v1/shared-boards/{link_id}/assets',
    operationId: 'getSharedBoardAssets',
    summary: 'A page of the assets on the board that a link leads to',
    description: 'Without comments, which only members see. Requires an access token like the board.',
    query: Type.Object(listPaging(60, 'Assets per page.')),
    answers: { 200: { schema: BoardAssetPage } },
    async handle(call) {
      const found = await findAdmitted(db, call.path.link_id, call.caller)
      const viewer = { now: now(), country: call.caller.country }
      const page = { viewer, language: call.language, page: pageOf(call.query) }
      const { total, assets } = await findBoardAssetPage(db, found.board.id, page)
      return {
        status: 200,
        body: {
          result_count: total,
          assets: assets.map((it) => ({ ...presentPagedAsset(it, call), comments: [] })),
        },
      }
    },
  })

const membership = ({ db, now }: Services) =>
  operation({
    ...common,
    method: 'POST',
    url: '/v1/shared-boards/{link_id}/membership',
    operationId: 'joinSharedBoard',
    summary: 'Join the board that a link leads to',
    description: 'Somebody who is an editor already does not become a viewer.',
    query: Type.Object({}),
    answers: { 200: { schema: JoinedBoard } },
    access: USER_TOKEN,
    problems: ['UnauthorizedToAccessResource', 'BoardNotFound'],
    async handle({ path, caller }) {
      const id = await joinSharedBoard(db, path.link_id, { person: caller.person!, now: now() })
      return { status: 200, body: { board_id: id } }
    },
  })

/** @throws Problem like `findSharedBoard` and `admit`. */
async function findAdmitted(db: Db, linkId: string, caller: Caller): Promise<Found> {
  const found = await findSharedBoard(db, linkId, caller.person)
  if (!found.terms.isPublic) admit(caller, USER_TOKEN)
  return found
}
