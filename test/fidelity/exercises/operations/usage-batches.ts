import assert from 'node:assert/strict'
import { ABILITIES } from '../../../../src/access/abilities.ts'
import type { OperationExercises } from '../operation-exercises.ts'

const use = (id: string) => ({ asset_id: id, quantity: 1, usage_date: '2026-05-31' })
const MAX_USES = 1000

export const usageBatches: OperationExercises = {
  operation: 'PUT /v3/usage-batches/{id}',
  request: ({ unique, images }) => ({ path: { id: unique() }, body: { asset_usages: [use(images[0])] } }),
  isSpent: true,
  status: 201,
  token: 'any',
  trials: {
    'body.asset_usages': {
      several: ({ images }) => ({
        body: { asset_usages: images.map(use) },
        check: ({ json }) => assert.equal(json.total_asset_usages_processed, images.length),
      }),
      'too many': ({ images }) => ({
        body: { asset_usages: Array(MAX_USES + 1).fill(use(images[0])) },
        status: 400,
        code: 'InvalidRequest',
      }),
    },
    answers: {
      '403 UnauthorizedToReportUsage': async ({ signUp }) => {
        const { user } = await signUp({ abilities: ABILITIES.filter((ability) => ability !== 'usage') })
        return { as: user }
      },
      '409 TransactionIdDuplicated': async (shop) => {
        const id = shop.unique()
        const body = { asset_usages: [use(shop.images[0])] }
        const first = { method: 'PUT', address: `/v3/usage-batches/${id}`, as: shop.customer.user }
        await shop.send({ ...first, body: JSON.stringify(body) })
        return { path: { id }, body }
      },
    },
  },
}
