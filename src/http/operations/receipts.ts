import { Type } from 'typebox'
import { ANY_TOKEN } from '../../access/admission.ts'
import type { Db } from '../../db/database.ts'
import { findReceipt } from '../../downloads/find-receipt.ts'
import { receiptPath } from '../../downloads/receipt-link.ts'
import type { Clock } from '../../lib/clock.ts'
import { Problem } from '../../lib/problem.ts'
import { NO_BODY } from '../body.ts'
import { type Operation, operation } from '../operation.ts'
import { time } from '../represent/time.ts'
import { SignedReceipt } from '../schemas/receipt.ts'

type Services = { readonly db: Db; readonly now: Clock; readonly linkSecret: string }

/** Receipts of what was downloaded. */
export const receiptOperations = ({ db, now, linkSecret }: Services): Operation[] => [
  operation({
    method: 'GET',
    url: '/v1/receipts/{id}',
    operationId: 'getReceipt',
    summary: 'Receipt of a download',
    description: 'What was licensed to whom, when and under which agreement, signed by this library.',
    tag: 'Vitrine',
    path: Type.Object({
      id: Type.String({ description: 'Id of the receipt.', examples: ['q1w2e3r4t5y6u7i8o9p0'] }),
    }),
    query: Type.Object({}),
    body: NO_BODY,
    answers: { 200: { schema: SignedReceipt } },
    access: ANY_TOKEN,
    caching: 'none',
    problems: ['ReceiptNotFound'],
    async handle({ caller, path: { id }, links }) {
      const found = await findReceipt(db, { id, customerId: caller.customer!.id })
      if (!found) throw new Problem('ReceiptNotFound')
      const { jws, receipt, refundedMs } = found
      const body = {
        receipt,
        jws,
        refunded_at: time(refundedMs),
        page_uri: links.api(receiptPath(linkSecret, id, now())),
      }
      return { status: 200, body }
    },
  }),
]
