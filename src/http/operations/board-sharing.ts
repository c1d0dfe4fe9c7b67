import { type TProperties, Type } from 'typebox'
import { USER_TOKEN } from '../../access/admission.ts'
import { requireBoard } from '../../boards/board.ts'
import { findInvited, invite, revokeInvitation } from '../../boards/invitations.ts'
import { findMembers, removeMember } from '../../boards/members.ts'
import { addShare, findShares, revokeShare } from '../../boards/shares.ts'
import type { Db } from '../../db/database.ts'
import type { Clock } from '../../lib/clock.ts'
import { boardId, boardRequest } from '../board-request.ts'
import { jsonBody, NO_BODY } from '../body.ts'
import { type Operation, operation } from '../operation.ts'
import { presentInvited, presentMember, presentShare } from '../represent/board-sharing.ts'
import { BoardInvite, BoardLink, BoardLinkTerms, BoardSharing } from '../schemas/board-sharing.ts'
import { Empty } from '../schemas/empty.ts'

type Services = { readonly db: Db; readonly now: Clock }

const common = {
  tag: 'Vitrine',
  query: Type.Object({}),
  access: USER_TOKEN,
  caching: 'none',
  problems: ['UnauthorizedToAccessResource', 'BoardNotFound', 'InsufficientAccess'],
} as const

const within = <P extends TProperties>(more: P) => Type.Object({ ...boardId.properties, ...more })

/** With whom a board is shared: links, members and invitations. Only its owner decides that. */
export const boardSharingOperations = (services: Services): Operation[] => [
  sharing(services),
  addLink(services),
  revokeLink(services),
  inviteUser(services),
  takeBack(services),
  removeUser(services),
]

const sharing = ({ db }: Services) =>
  operation({
    ...common,
    method: 'GET',
    url: '/v1/boards/{board_id}/sharing',
    operationId: 'getBoardSharing',
    summary: 'With whom a board is shared',
    path: boardId,
    body: NO_BODY,
    answers: { 200: { schema: BoardSharing } },
    async handle(call) {
      const { id } = await requireBoard(db, boardRequest(call), 'share')
      return {
        status: 200,
        body: {
          members: (await findMembers(db, id)).map(presentMember),
          invitations: (await findInvited(db, id)).map(presentInvited),
          links: (await findShares(db, id)).map((share) => presentShare(share, call.links)),
        },
      }
    },
  })

const addLink = ({ db, now }: Services) =>
  operation({
    ...common,
    method: 'POST',
    url: '/v1/boards/{board_id}/links',
    operationId: 'addBoardLink',
    summary: 'Make a link to a board',
    description: 'Whoever has the link may join the board with its role, and look at it before.',
    path: boardId,
    body: jsonBody(BoardLinkTerms),
    answers: { 201: { schema: BoardLink } },
    async handle(call) {
      const { role, is_public: isPublic = false } = call.body
      const share = await addShare(db, boardRequest(call), { role, isPublic }, now())
      return { status: 201, body: presentShare(share, call.links) }
    },
  })

const revokeLink = ({ db }: Services) =>
  operation({
    ...common,
    method: 'DELETE',
    url: '/v1/boards/{board_id}/links/{link_id}',
    operationId: 'revokeBoardLink',
    summary: 'Revoke a link to a board',
    description: 'Those who joined the board by it remain members.',
    path: within({ link_id: Type.String({ description: 'Id of the link.' }) }),
    body: NO_BODY,
    answers: { 204: {} },
    async handle(call) {
      await revokeShare(db, boardRequest(call), call.path.link_id)
      return { status: 204 }
    },
  })

const inviteUser = ({ db, now }: Services) =>
  operation({
    ...common,
    method: 'POST',
    url: '/v1/boards/{board_id}/invitations',
    operationId: 'inviteToBoard',
    summary: 'Invite a user to a board',
    description:
      'The answer is the same whether or not there is a user with this name. Inviting a member changes the role.',
    path: boardId,
    body: jsonBody(BoardInvite),
    answers: { 201: { schema: Empty } },
    async handle(call) {
      await invite(db, boardRequest(call), call.body, now())
      return { status: 201, body: {} }
    },
  })

const takeBack = ({ db }: Services) =>
  operation({
    ...common,
    method: 'DELETE',
    url: '/v1/boards/{board_id}/invitations/{username}',
    operationId: 'takeBackBoardInvitation',
    summary: 'Take back an invitation',
    path: within({ username: Type.String({ description: 'Name of the invited user.' }) }),
    body: NO_BODY,
    answers: { 204: {} },
    async handle(call) {
      await revokeInvitation(db, boardRequest(call), call.path.username)
      return { status: 204 }
    },
  })

const removeUser = ({ db }: Services) =>
  operation({
    ...common,
    method: 'DELETE',
    url: '/v1/boards/{board_id}/members/{user_id}',
    operationId: 'removeBoardMember',
    summary: 'Remove a member from a board, or leave it',
    path: within({ user_id: Type.String({ description: 'Id of the user, or "me".', examples: ['me'] }) }),
    body: NO_BODY,
    answers: { 204: {} },
    async handle(call) {
      const { user_id: id } = call.path
      await removeMember(db, boardRequest(call), id === 'me' ? call.caller.person!.id : id)
      return { status: 204 }
    },
  })
