import assert from 'node:assert/strict'
import { ABILITIES } from '../../../../src/access/abilities.ts'
import type { Answer } from '../../../support/library.ts'
import { MISCONFIGURED } from '../../shop.ts'
import type { OperationExercises } from '../operation-exercises.ts'

const isWhole = ({ json }: Answer) =>
  assert.deepEqual(
    json.downloads.map((it: { product_type: string }) => it.product_type),
    ['creditpack', 'easyaccess'],
  )

export const imageDownloadHistory: OperationExercises = {
  operation: 'GET /v3/images/{id}/downloadhistory',
  request: ({ buyer, images }) => ({ as: buyer.user, path: { id: images[0] } }),
  status: 200,
  token: 'user',
  trials: {
    id: {
      known: { check: isWhole },
      several: ({ images }) => ({
        path: { id: `${images[0]},${images[1]}` },
        status: 404,
        code: 'ImageNotFound',
      }),
    },
    company_downloads: {
      true: { query: { company_downloads: 'true' }, check: isWhole },
      false: { query: { company_downloads: 'false' }, check: isWhole },
    },
    answers: {
      '400 Bad request': { query: { nonsense: 1 }, status: 400, code: 'InvalidParameterValue' },
      '403 InsufficientPermissions': async ({ signUp }) => {
        const { user } = await signUp({ abilities: ABILITIES.filter((ability) => ability !== 'company') })
        return { as: user, query: { company_downloads: 'true' } }
      },
      '500 InvalidIStockCollection': async ({ signUp }) => ({
        as: (await signUp({ products: MISCONFIGURED })).user,
      }),
      '404 ImageNotFound': { path: { id: '999999999' } },
    },
  },
}
