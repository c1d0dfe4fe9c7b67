import { Type } from 'typebox'
import { USER_TOKEN } from '../../access/admission.ts'
import { Problem } from '../../lib/problem.ts'
import { NO_BODY } from '../body.ts'
import { waitingOperation } from '../operation.ts'
import { CollectionsList } from '../schemas/customer.ts'

/** The collections of a customer, who is identified by a token; without tokens, no one may see any. */
export const collections = () =>
  waitingOperation({
    method: 'GET',
    url: '/v3/collections',
    operationId: 'getCollections',
    summary: 'Collections of the customer',
    description: 'Not available yet: tokens are not issued yet.',
    tag: 'Collections',
    path: Type.Object({}),
    query: Type.Object({}),
    body: NO_BODY,
    answers: { 200: { schema: CollectionsList } },
    access: USER_TOKEN,
    problems: [],
    caching: 'none',
    refuse: () =>
      new Problem('AuthorizationTokenRequired', 'The collections of a customer need an access token.'),
  })
