import { Type } from 'typebox'
import { USER_TOKEN } from '../../access/admission.ts'
import { NO_BODY } from '../body.ts'
import { operation } from '../operation.ts'
import { CustomerInfoResponse } from '../schemas/customer.ts'

/** Who the user of an access token is. */
export const currentCustomer = () =>
  operation({
    method: 'GET',
    url: '/v3/customers/current',
    operationId: 'getCurrentCustomer',
    summary: 'Name of the user',
    tag: 'Customers',
    path: Type.Object({}),
    query: Type.Object({}),
    body: NO_BODY,
    answers: { 200: { schema: CustomerInfoResponse } },
    access: USER_TOKEN,
    caching: 'none',
    invalidCode: 'InvalidRequestParameters',
    problems: ['AuthorizationTokenRequired', 'UnauthorizedToAccessResource'],
    async handle({ caller }) {
      const { firstName, middleName, lastName } = caller.person!
      return { status: 200, body: { first_name: firstName, middle_name: middleName, last_name: lastName } }
    },
  })
