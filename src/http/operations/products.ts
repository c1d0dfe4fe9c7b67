import { Type } from 'typebox'
import { ANY_TOKEN, USER_TOKEN } from '../../access/admission.ts'
import { collectionNames } from '../../catalogue/collections.ts'
import type { Db } from '../../db/database.ts'
import { requireUsefulCreditPacks } from '../../downloads/credit-packs.ts'
import type { ChargingRules } from '../../downloads/record-download.ts'
import { remainingOf } from '../../downloads/remaining.ts'
import type { Clock } from '../../lib/clock.ts'
import { NO_BODY } from '../body.ts'
import { type Operation, operation } from '../operation.ts'
import { presentCovered, presentProduct } from '../represent/product.ts'
import { anyOf } from '../schemas/parameters.ts'
import { OwnProductsAnswer, ProductsResult } from '../schemas/products.ts'

type Services = { readonly db: Db; readonly now: Clock; readonly rules: ChargingRules }

/** What a customer may license, and how much of it is left. */
export const productOperations = (services: Services): Operation[] => [
  products(services),
  ownProducts(services),
]

const products = ({ db, now, rules: { prices } }: Services) =>
  operation({
    method: 'GET',
    url: '/v3/products',
    operationId: 'getProducts',
    summary: 'Products of the user',
    description: 'The products in force. For an access token without a user the list is empty.',
    tag: 'Customers',
    path: Type.Object({}),
    query: Type.Object({ fields: anyOf(['download_requirements'], 'Additional fields of each product.') }),
    body: NO_BODY,
    answers: { 200: { schema: ProductsResult } },
    access: ANY_TOKEN,
    caching: 'none',
    invalidCode: 'InvalidRequestParameters',
    problems: ['AuthorizationTokenRequired', 'CreditPack'],
    async handle({ caller, query }) {
      const moment = now()
      const products = caller.person === null ? [] : (caller.rights?.products ?? [])
      requireUsefulCreditPacks(products, prices)
      const withRequirements = query.fields?.includes('download_requirements') ?? false
      return {
        status: 200,
        body: {
          products: await Promise.all(
            products.map(async (product) =>
              presentProduct(product, await remainingOf(db, product, moment), withRequirements),
            ),
          ),
        },
      }
    },
  })

const ownProducts = ({ db, now }: Services) =>
  operation({
    method: 'GET',
    url: '/v1/products',
    operationId: 'getOwnProducts',
    summary: 'Products of the user, with what they cover',
    description:
      'Like /v3/products with `download_requirements`, and with what each product covers, by its terms: families, ' +
      'collections, brands, licence models and the largest size.',
    tag: 'Vitrine',
    path: Type.Object({}),
    query: Type.Object({}),
    body: NO_BODY,
    answers: { 200: { schema: OwnProductsAnswer } },
    access: USER_TOKEN,
    caching: 'none',
    problems: ['AuthorizationTokenRequired', 'UnauthorizedToAccessResource'],
    async handle({ caller }) {
      const moment = now()
      const names = await collectionNames(db)
      return {
        status: 200,
        body: {
          products: await Promise.all(
            caller.rights!.products.map(async (product) => ({
              ...presentProduct(product, await remainingOf(db, product, moment), true),
              covers: presentCovered(product, names),
            })),
          ),
        },
      }
    },
  })
