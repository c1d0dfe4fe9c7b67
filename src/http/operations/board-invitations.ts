import { Type } from 'typebox'
import { USER_TOKEN } from '../../access/admission.ts'
import { acceptInvitation, declineInvitation, findInvitations } from '../../boards/invitations.ts'
import type { Db } from '../../db/database.ts'
import type { Clock } from '../../lib/clock.ts'
import { boardId, boardRequest } from '../board-request.ts'
import { NO_BODY } from '../body.ts'
import { type Operation, operation } from '../operation.ts'
import { presentInvitation } from '../represent/board-sharing.ts'
import { BoardInvitations, JoinedBoard } from '../schemas/board-sharing.ts'

type Services = { readonly db: Db; readonly now: Clock }

const common = { tag: 'Vitrine', query: Type.Object({}), access: USER_TOKEN, caching: 'none' } as const

/** The invitations of a user to boards of others. */
export const boardInvitationOperations = ({ db, now }: Services): Operation[] => [
  operation({
    ...common,
    method: 'GET',
    url: '/v1/board-invitations',
    operationId: 'getBoardInvitations',
    summary: 'Invitations of the user to boards of others',
    path: Type.Object({}),
    body: NO_BODY,
    answers: { 200: { schema: BoardInvitations } },
    problems: ['UnauthorizedToAccessResource'],
    async handle({ caller }) {
      const invitations = await findInvitations(db, caller.person!)
      return { status: 200, body: { invitations: invitations.map(presentInvitation) } }
    },
  }),

  operation({
    ...common,
    method: 'POST',
    url: '/v1/board-invitations/{board_id}/acceptance',
    operationId: 'acceptBoardInvitation',
    summary: 'Accept an invitation',
    path: boardId,
    body: NO_BODY,
    answers: { 200: { schema: JoinedBoard } },
    problems: ['UnauthorizedToAccessResource', 'BoardNotFound'],
    async handle(call) {
      const id = await acceptInvitation(db, boardRequest(call), now())
      return { status: 200, body: { board_id: id } }
    },
  }),

  operation({
    ...common,
    method: 'DELETE',
    url: '/v1/board-invitations/{board_id}',
    operationId: 'declineBoardInvitation',
    summary: 'Decline an invitation',
    path: boardId,
    body: NO_BODY,
    answers: { 204: {} },
    problems: ['UnauthorizedToAccessResource'],
    async handle(call) {
      await declineInvitation(db, boardRequest(call))
      return { status: 204 }
    },
  }),
]
