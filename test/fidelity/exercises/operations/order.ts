import { ABILITIES } from '../../../../src/access/abilities.ts'
import type { OperationExercises } from '../operation-exercises.ts'

export const order: OperationExercises = {
  operation: 'GET /v3/orders/{id}',
  request: ({ buyer, order: id }) => ({ as: buyer.user, path: { id } }),
  status: 200,
  token: 'user',
  trials: {
    'access token': {
      'of a user': ({ buyer }) => ({ as: buyer.user }),
    },
    id: {
      several: ({ order: id }) => ({ path: { id: `${id},${id}` }, status: 404, code: 'OrderNotFound' }),
      'a wrong value': { path: { id: 'nonsense' }, status: 404, code: 'OrderNotFound' },
    },
    answers: {
      '403 NoAccessToOrderMetadata': async ({ signUp }) => {
        const { user } = await signUp({ abilities: ABILITIES.filter((ability) => ability !== 'orders') })
        return { as: user }
      },
      '404 OrderNotFound': async ({ signUp }) => ({ as: (await signUp()).user }),
    },
  },
}
