import { Type } from 'typebox'
import { KEY_ONLY } from '../../access/admission.ts'
import type { Db } from '../../db/database.ts'
import type { Clock } from '../../lib/clock.ts'
import { Problem } from '../../lib/problem.ts'
import { acknowledgeRecall } from '../../recalls/acknowledge-recall.ts'
import { noteRecalls } from '../../recalls/recall-notices.ts'
import { findRecallsOf } from '../../recalls/recalls-of-customer.ts'
import { NO_BODY, optionalJsonBody } from '../body.ts'
import type { Caller } from '../caller.ts'
import { type Operation, operation } from '../operation.ts'
import { checkPage, pageOf } from '../paging.ts'
import { presentRecall } from '../represent/recall.ts'
import { listPaging } from '../schemas/parameters.ts'
import { Recall, RecallAcknowledgement, Recalls } from '../schemas/recalls.ts'

type Services = { readonly db: Db; readonly now: Clock }

const MAX_NOTE_LENGTH = 2000

/** Recalls of assets that the customer has downloaded or ordered, and their acknowledgement. */
export const recallOperations = (services: Services): Operation[] => [
  recalls(services),
  acknowledgement(services),
]

const recalls = ({ db, now }: Services) =>
  operation({
    method: 'GET',
    url: '/v1/recalls',
    operationId: 'getRecalls',
    summary: 'Recalls that concern the customer of the key, latest first',
    description: 'Assets that the owner took back after the customer had downloaded or ordered them.',
    tag: 'Vitrine',
    path: Type.Object({}),
    query: Type.Object(listPaging(30, 'Recalls per page.')),
    body: NO_BODY,
    answers: { 200: { schema: Recalls } },
    access: KEY_ONLY,
    caching: 'none',
    problems: ['UnauthorizedToAccessResource', 'InvalidPage'],
    async handle({ caller, query }) {
      const { total, recalls } = await findRecallsOf(db, customerOf(caller), { page: pageOf(query) })
      checkPage(query, total)
      const moment = now()
      const notice = { clientId: caller.credential.id, way: 'request', atMs: moment.getTime() } as const
      const assetIds = recalls.map(({ assetId }) => assetId)
      await noteRecalls(db, { ...notice, assetIds, untilMs: moment.getTime() })
      return { status: 200, body: { result_count: total, recalls: recalls.map(presentRecall) } }
    },
  })

const acknowledgement = ({ db, now }: Services) =>
  operation({
    method: 'POST',
    url: '/v1/recalls/{id}/acknowledgement',
    operationId: 'acknowledgeRecall',
    summary: 'Acknowledge a recall for the customer of the key',
    description: 'A repeated acknowledgement changes nothing and has the same response.',
    tag: 'Vitrine',
    path: Type.Object({ id: Type.Integer({ minimum: 1, description: 'Id of the recall.', examples: [1] }) }),
    query: Type.Object({}),
    body: optionalJsonBody(RecallAcknowledgement),
    answers: { 200: { schema: Recall } },
    access: KEY_ONLY,
    caching: 'none',
    problems: ['UnauthorizedToAccessResource', 'RecallNotFound', 'RecallNotConcerned'],
    async handle({ caller, path: { id: recallId }, body }) {
      const note = body?.note?.trim() || null
      if (note !== null && note.length > MAX_NOTE_LENGTH)
        throw new Problem(
          'InvalidParameterValue',
          `Invalid body: '/note': it has ${note.length} characters, and at most ${MAX_NOTE_LENGTH} are allowed.`,
        )
      const customerId = customerOf(caller)
      await acknowledgeRecall(db, {
        recallId,
        customerId,
        clientId: caller.credential.id,
        userId: caller.person?.id ?? null,
        note,
        now: now(),
      })
      const { recalls } = await findRecallsOf(db, customerId, { recallId, page: { offset: 0, size: 1 } })
      return { status: 200, body: presentRecall(recalls[0]!) }
    },
  })

/** @throws Problem UnauthorizedToAccessResource if the key belongs to no customer. */
function customerOf({ credential: { customerId } }: Caller): string {
  if (customerId !== null) return customerId
  throw new Problem('UnauthorizedToAccessResource', 'This key belongs to no customer, whom recalls concern.')
}
