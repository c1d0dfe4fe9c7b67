import { Type } from 'typebox'
import { USER_TOKEN } from '../../access/admission.ts'
import type { Db } from '../../db/database.ts'
import { findCoveredCollections } from '../../rights/covered-collections.ts'
import { NO_BODY } from '../body.ts'
import { operation } from '../operation.ts'
import { CollectionsList } from '../schemas/customer.ts'

/** The collections from which a customer may license. */
export const collections = ({ db }: { readonly db: Db }) =>
  operation({
    method: 'GET',
    url: '/v3/collections',
    operationId: 'getCollections',
    summary: 'Collections of the customer',
    description: 'The collections that a product of the customer covers, with the types of these products.',
    tag: 'Collections',
    path: Type.Object({}),
    query: Type.Object({}),
    body: NO_BODY,
    answers: { 200: { schema: CollectionsList } },
    access: USER_TOKEN,
    caching: 'none',
    problems: ['AuthorizationTokenRequired', 'UnauthorizedToAccessResource'],
    async handle({ caller: { rights, country } }) {
      const covered = await findCoveredCollections(db, rights!, country)
      return {
        status: 200,
        body: {
          collections: covered.map(({ id, code, name, family, licenseModel, productTypes }) => ({
            id,
            code,
            name,
            asset_family: family,
            license_model: licenseModel,
            product_types: [...productTypes],
          })),
        },
      }
    },
  })
