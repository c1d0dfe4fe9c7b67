import assert from 'node:assert/strict'
import type { OperationExercises } from '../operation-exercises.ts'

export const products: OperationExercises = {
  operation: 'GET /v3/products',
  request: {},
  status: 200,
  token: 'any',
  trials: {
    answers: {
      '500 CreditPack': async ({ signUp }) => {
        const { user } = await signUp({ products: [{ type: 'creditpack', terms: { credits: 0 } }] })
        return { as: user }
      },
    },
    fields: (value) => ({
      query: { fields: value },
      check: ({ json }) => assert.ok(json.products.every((product: object) => value in product)),
    }),
    'access token': {
      'of the client': ({ customer }) => ({
        as: customer.client,
        check: ({ json }) => assert.deepEqual(json.products, []),
      }),
    },
  },
}
