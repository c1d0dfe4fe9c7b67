import type { OperationExercises } from '../operation-exercises.ts'

export const collections: OperationExercises = {
  operation: 'GET /v3/collections',
  request: {},
  status: 200,
  token: 'user',
  trials: {},
}
