import assert from 'node:assert/strict'
import { ABILITIES } from '../../../../src/access/abilities.ts'
import type { Answer } from '../../../support/library.ts'
import type { OperationExercises } from '../operation-exercises.ts'
import { pagesOfTwo } from './lists.ts'

const { answers, ...paging } = pagesOfTwo((json) => json.previous_purchases)
const found =
  (count: number) =>
  ({ json }: Answer) =>
    assert.equal(json.result_count, count)
const without = (ability: string) => ABILITIES.filter((it) => it !== ability)

/** The order of the shop was made on 31 May 2026. */
export const purchasedAssets: OperationExercises = {
  operation: 'GET /v3/purchased-assets',
  request: ({ buyer }) => ({ as: buyer.user }),
  status: 200,
  token: 'user',
  trials: {
    ...paging,
    page: {
      ...paging.page,
      'a wrong value': { query: { page: 'nonsense' }, status: 400, code: 'InvalidParameterValue' },
    },
    date_from: {
      'a date': { query: { date_from: '2026-06-01' }, check: found(1) },
      'a date and time': { query: { date_from: '2026-05-30T12:00:00Z' }, check: found(2) },
    },
    date_to: {
      'a date': { query: { date_to: '2026-05-30' }, check: found(0) },
      'a date and time': { query: { date_to: '2026-05-31T12:00:00Z' }, check: found(1) },
    },
    company_purchases: {
      true: { query: { company_purchases: 'true' }, check: found(2) },
      false: { query: { company_purchases: 'false' }, check: found(2) },
    },
    answers: {
      ...answers,
      '400 PageNumberLessThanOne': { query: { page: 0 } },
      '403 InsufficientPermissions': async ({ signUp }) => ({
        as: (await signUp({ abilities: without('purchases') })).user,
      }),
    },
  },
}
