import { Type } from 'typebox'
import type { Access } from '../../access/admission.ts'
import { findVisibleAssets } from '../../catalogue/find-visible.ts'
import type { Db } from '../../db/database.ts'
import type { Clock } from '../../lib/clock.ts'
import { lastMoment } from '../../lib/moment.ts'
import { Problem } from '../../lib/problem.ts'
import { findOrder } from '../../purchases/find-order.ts'
import { findPurchasedAssets } from '../../purchases/purchased-assets.ts'
import { sizeNamed } from '../../renditions/ladder.ts'
import { NO_BODY } from '../body.ts'
import { companyWide, usersOf } from '../company-scope.ts'
import { type Operation, operation } from '../operation.ts'
import { checkPage, pageOf } from '../paging.ts'
import { presentOrder, presentPurchase } from '../represent/purchase.ts'
import { documented, listPaging, time } from '../schemas/parameters.ts'
import { OrderDetail, PreviousAssetPurchases } from '../schemas/purchases.ts'

type Services = { readonly db: Db; readonly now: Clock }

const BUYER: Access = { token: 'user', ability: 'purchases', refusedAs: 'InsufficientPermissions' }
const ORDERER: Access = { token: 'user', ability: 'orders', refusedAs: 'NoAccessToOrderMetadata' }

/** What customers bought asset by asset, and their orders. */
export const purchaseOperations = (services: Services): Operation[] => [
  purchasedAssets(services),
  order(services),
]

const purchasedAssets = ({ db, now }: Services) =>
  operation({
    method: 'GET',
    url: '/v3/purchased-assets',
    operationId: 'getPurchasedAssets',
    summary: 'Assets that were ordered or licensed with credits, latest first',
    description: 'The key needs the ability "purchases".',
    tag: 'Customers',
    path: Type.Object({}),
    query: Type.Object({
      date_from: time('On or after this day.'),
      date_to: time('On or before this day.'),
      company_purchases: companyWide,
      ...listPaging(75, 'Purchases per page.'),
      // Smaller numbers are refused with a code of their own.
      page: Type.Integer({
        default: 1,
        description: 'Number of the page, from 1.',
        ...documented({ minimum: 1 }),
      }),
    }),
    body: NO_BODY,
    answers: { 200: { schema: PreviousAssetPurchases } },
    access: BUYER,
    caching: 'none',
    problems: [
      'AuthorizationTokenRequired',
      'UnauthorizedToAccessResource',
      'InsufficientPermissions',
      'PageNumberLessThanOne',
      'InvalidPage',
    ],
    async handle({ caller, query, links }) {
      if (query.page < 1)
        throw new Problem('PageNumberLessThanOne', `page is ${query.page}; it must be at least 1.`)
      const { total, purchases } = await findPurchasedAssets(db, {
        ...usersOf(caller, query.company_purchases),
        fromMs: query.date_from === undefined ? null : Date.parse(query.date_from),
        toMs: query.date_to === undefined ? null : lastMoment(query.date_to),
        page: pageOf(query),
      })
      checkPage(query, total)
      const ids = [...new Set(purchases.map(({ assetId }) => assetId))]
      const visible = await findVisibleAssets(db, ids, { now: now(), country: caller.country })
      const thumbs = new Map(visible.map((it) => [it.id, links.rendition(it, sizeNamed('thumb'), false)]))
      return {
        status: 200,
        body: {
          result_count: total,
          previous_purchases: purchases.map((it) =>
            presentPurchase(it, { thumb: thumbs.get(it.assetId) ?? null, links }),
          ),
        },
      }
    },
  })

const order = ({ db }: Services) =>
  operation({
    method: 'GET',
    url: '/v3/orders/{id}',
    operationId: 'getOrder',
    summary: 'Metadata of an order',
    description: 'The key needs the ability "orders".',
    tag: 'Customers',
    path: Type.Object({ id: Type.String({ description: 'Id of the order.', examples: ['1001'] }) }),
    query: Type.Object({}),
    body: NO_BODY,
    answers: { 200: { schema: OrderDetail } },
    access: ORDERER,
    caching: 'none',
    problems: [
      'AuthorizationTokenRequired',
      'UnauthorizedToAccessResource',
      'NoAccessToOrderMetadata',
      'OrderNotFound',
    ],
    async handle({ caller, path }) {
      const found = await findOrder(db, caller.customer!.id, path.id)
      if (!found) throw new Problem('OrderNotFound', `Order id not found: ${path.id.slice(0, 64)}`)
      return { status: 200, body: presentOrder(found) }
    },
  })
