import { Type } from 'typebox'
import { Problem } from '../../lib/problem.ts'
import { NO_BODY } from '../body.ts'
import { waitingOperation } from '../operation.ts'
import { Text } from '../schemas/nullable.ts'

const Collection = Type.Object(
  {
    id: Type.Integer({ examples: [1] }),
    code: Text({ examples: ['VDW'] }),
    name: Text({ examples: ['Vitrine Daylight'] }),
    asset_family: Text({ examples: ['creative'] }),
    license_model: Text({ examples: ['royaltyfree'] }),
    product_types: Type.Array(Type.String(), { examples: [['premiumaccess']] }),
  },
  { title: 'Collection' },
)

/** Collections of a customer's account, which only a token names: until there are tokens, nobody may see any. */
export const collections = () =>
  waitingOperation({
    method: 'GET',
    url: '/v3/collections',
    operationId: 'getCollections',
    summary: 'Collections of the customer',
    description: 'Needs an access token of a user. Not yet: tokens come with customers.',
    tag: 'Collections',
    path: Type.Object({}),
    query: Type.Object({}),
    body: NO_BODY,
    answers: {
      200: { schema: Type.Object({ collections: Type.Array(Collection) }, { title: 'CollectionsList' }) },
    },
    access: { token: 'user', ability: null },
    problems: [],
    caching: 'none',
    refuse: () =>
      new Problem('AuthorizationTokenRequired', 'The collections of a customer need an access token.'),
  })
