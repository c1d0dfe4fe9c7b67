import { Type } from 'typebox'
import type { Access } from '../../access/admission.ts'
import type { Db } from '../../db/database.ts'
import type { Clock } from '../../lib/clock.ts'
import { anyMoment, lastMoment } from '../../lib/moment.ts'
import { Problem } from '../../lib/problem.ts'
import { type ReportedUsage, reportUsage } from '../../usage/report-usage.ts'
import { readAssetId } from '../asset-ids.ts'
import { jsonBody } from '../body.ts'
import { operation } from '../operation.ts'
import { type SentUsage, UsageBatch, UsageBatchResult } from '../schemas/usage.ts'

const REPORTER: Access = { token: 'any', ability: 'usage', refusedAs: 'UnauthorizedToReportUsage' }
const MAX_ID_LENGTH = 255

/** Reports of the use of assets. */
export const usageBatches = ({ db, now }: { readonly db: Db; readonly now: Clock }) =>
  operation({
    method: 'PUT',
    url: '/v3/usage-batches/{id}',
    operationId: 'reportUsage',
    summary: 'Report the use of assets',
    description:
      'Records all uses of the batch or none. The id is chosen by the customer and can be used once. The key needs the ' +
      'ability "usage".',
    tag: 'Customers',
    path: Type.Object({
      id: Type.String({ description: 'Id of the batch.', examples: ['2026-06'], maxLength: MAX_ID_LENGTH }),
    }),
    query: Type.Object({}),
    body: jsonBody(UsageBatch),
    answers: { 201: { schema: UsageBatchResult } },
    access: REPORTER,
    caching: 'none',
    invalidCode: 'InvalidRequest',
    problems: ['AuthorizationTokenRequired', 'UnauthorizedToReportUsage', 'TransactionIdDuplicated'],
    async handle({ caller, path, body }) {
      const moment = now()
      const batch = {
        id: path.id,
        customerId: caller.customer!.id,
        clientId: caller.credential.id,
        userId: caller.person?.id ?? null,
        usages: body.asset_usages.map((usage, index) => readUsage(usage, index, moment)),
      }
      const processed = await reportUsage(db, batch, { now: moment, country: caller.country })
      return { status: 201, body: { total_asset_usages_processed: processed, invalid_assets: [] } }
    },
  })

/** @throws Problem InvalidRequest that names the entry and what is wrong with it. */
function readUsage(
  { asset_id: id, quantity, usage_date: day }: SentUsage,
  index: number,
  now: Date,
): ReportedUsage {
  const refuse = (why: string) => new Problem('InvalidRequest', `asset_usages[${index}]: ${why}.`)
  if (!id?.trim()) throw refuse('it has no asset_id')
  const used = anyMoment(day ?? '')
  if (used === null)
    throw refuse(`usage_date '${String(day).slice(0, 40)}' must be an ISO 8601 date such as 2026-05-31`)
  if (used.getTime() > lastMoment(now.toISOString().slice(0, 10)))
    throw refuse(`usage_date ${used.toISOString().slice(0, 10)} must not be after today`)
  return { sentId: id, assetId: readAssetId(id.trim()), quantity, usedMs: used.getTime() }
}
