import { Type } from 'typebox'
import { ANY_TOKEN } from '../../access/admission.ts'
import type { RequestCounts } from '../../access/request-counts.ts'
import type { Db } from '../../db/database.ts'
import { consumedSince, consumptionOf } from '../../downloads/consumption.ts'
import type { Clock } from '../../lib/clock.ts'
import { periodAt } from '../../rights/periods.ts'
import { NO_BODY } from '../body.ts'
import { operation } from '../operation.ts'
import { presentAgreements } from '../represent/consumption.ts'
import { time } from '../represent/time.ts'
import { ConsumptionAnswer } from '../schemas/consumption.ts'

type Services = { readonly db: Db; readonly requestCounts: RequestCounts; readonly now: Clock }

/** What the customer of a token consumes, and what is left. */
export const consumption = ({ db, requestCounts, now }: Services) =>
  operation({
    method: 'GET',
    url: '/v1/usage',
    operationId: 'getConsumption',
    summary: 'What the customer consumes, and what is left of its agreements',
    description:
      'Requests with this key, downloads and credits of the whole customer today and in this month (UTC), and how much ' +
      'of each product in force is used and left in its period. Also for a token without a user.',
    tag: 'Vitrine',
    path: Type.Object({}),
    query: Type.Object({}),
    body: NO_BODY,
    answers: { 200: { schema: ConsumptionAnswer } },
    access: ANY_TOKEN,
    caching: 'none',
    problems: ['AuthorizationTokenRequired'],
    async handle({ caller: { credential, customer, rights, rate } }) {
      const moment = now()
      const dayMs = periodAt('daily', moment).startMs
      const monthMs = periodAt('monthly', moment).startMs
      const products = rights!.products.map((product) => consumptionOf(db, product, moment))
      return {
        status: 200,
        body: {
          as_of: time(moment.getTime())!,
          key: {
            name: credential.name,
            queries_per_second: credential.qps,
            queries_remaining: rate?.remaining ?? null,
            requests_today: await requestCounts.since(credential.id, dayMs),
            requests_this_month: await requestCounts.since(credential.id, monthMs),
          },
          today: await consumedSince(db, customer!.id, dayMs),
          this_month: await consumedSince(db, customer!.id, monthMs),
          agreements: presentAgreements(await Promise.all(products)),
        },
      }
    },
  })
