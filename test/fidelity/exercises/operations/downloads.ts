import assert from 'node:assert/strict'
import { ABILITIES } from '../../../../src/access/abilities.ts'
import type { Answer } from '../../../support/library.ts'
import type { OperationExercises } from '../operation-exercises.ts'
import { pagesOfTwo } from './lists.ts'

const PAST = '2020-01-01'
const FUTURE = '2100-01-01'
/** What the shop's buyer has downloaded. */
const BY_PRODUCT: Readonly<Record<string, number>> = { easyaccess: 2, creditpack: 1 }

const { answers, ...paging } = pagesOfTwo((json) => json.downloads)
const found =
  (count: number) =>
  ({ json }: Answer) =>
    assert.equal(json.result_count, count)

export const downloads: OperationExercises = {
  operation: 'GET /v3/downloads',
  request: ({ buyer }) => ({ as: buyer.user }),
  status: 200,
  token: 'user',
  trials: {
    ...paging,
    date_from: {
      'a date': { query: { date_from: FUTURE }, check: found(0) },
      'a date and time': { query: { date_from: `${PAST}T12:00:00Z`, date_to: FUTURE }, check: found(2) },
    },
    date_to: {
      'a date': { query: { date_to: PAST }, check: found(0) },
      'a date and time': { query: { date_to: `${FUTURE} 12:00:00`, date_from: PAST }, check: found(2) },
    },
    use_time: {
      true: () => ({
        query: { use_time: 'true', date_from: new Date(Date.now() + 60_000).toISOString() },
        check: found(0),
      }),
      false: () => ({
        query: { use_time: 'false', date_from: new Date(Date.now() + 1000).toISOString() },
        check: found(2),
      }),
    },
    product_type: (value) => ({
      query: { product_type: value },
      check: found(BY_PRODUCT[value] ?? 0),
    }),
    company_downloads: {
      true: { query: { company_downloads: 'true' }, check: found(2) },
      false: { query: { company_downloads: 'false' }, check: found(2) },
    },
    answers: {
      ...answers,
      '400 Bad request': { query: { page: 0 }, status: 400, code: 'InvalidParameterValue' },
      '403 Forbidden': ({ key }) => ({ as: { key: key('revoked') } }),
      '403 InsufficientPermissions': async ({ signUp }) => {
        const { user } = await signUp({ abilities: ABILITIES.filter((ability) => ability !== 'company') })
        return { as: user, query: { company_downloads: 'true' } }
      },
    },
  },
}
