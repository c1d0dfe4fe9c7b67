import assert from 'node:assert/strict'
import { ABILITIES } from '../../../../src/access/abilities.ts'
import type { Answer } from '../../../support/library.ts'
import { MISCONFIGURED, type ShopCustomer } from '../../shop.ts'
import type { OperationExercises } from '../operation-exercises.ts'

const COMMON = { status: 200, token: 'user' } as const

const trialsOf = (
  notFound: 'ImageNotFound' | 'VideosNotFound',
  products: readonly string[],
): OperationExercises['trials'] => {
  const isWhole = ({ json }: Answer) =>
    assert.deepEqual(
      json.downloads.map((it: { product_type: string }) => it.product_type),
      products,
    )
  return {
    id: {
      known: { check: isWhole },
      several: { path: { id: '100000001,100000004' }, status: 404, code: notFound },
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
      [`404 ${notFound}`]: { path: { id: '999999999' } },
    },
  }
}

export const imageDownloadHistory: OperationExercises = {
  ...COMMON,
  operation: 'GET /v3/images/{id}/downloadhistory',
  request: ({ buyer, images }) => ({ as: buyer.user, path: { id: images[0] } }),
  trials: trialsOf('ImageNotFound', ['creditpack', 'easyaccess']),
}

/** The buyer has downloaded no video, since that would be in the lists of other operations. */
export const videoDownloadHistory: OperationExercises = {
  ...COMMON,
  operation: 'GET /v3/videos/{id}/downloadhistory',
  async request({ send, signUp, video }) {
    const { user }: ShopCustomer = await signUp()
    const address = `/v3/downloads/videos/${video}?product_type=easyaccess`
    await send({ method: 'POST', address, as: user })
    return { as: user, path: { id: video } }
  },
  trials: trialsOf('VideosNotFound', ['easyaccess']),
}
