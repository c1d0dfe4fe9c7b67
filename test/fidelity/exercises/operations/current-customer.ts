import type { OperationExercises } from '../operation-exercises.ts'

export const currentCustomer: OperationExercises = {
  operation: 'GET /v3/customers/current',
  request: {},
  status: 200,
  token: 'user',
  trials: { answers: { '503 ServiceUnavailable': ({ openDamaged }) => openDamaged() } },
}
