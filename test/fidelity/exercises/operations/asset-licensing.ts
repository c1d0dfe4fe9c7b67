import assert from 'node:assert/strict'
import type { OperationExercises } from '../operation-exercises.ts'

/** Licences that the shop's customer has are not charged again, so that the valid request may be repeated. */
export const assetLicensing: OperationExercises = {
  operation: 'POST /v3/asset-licensing/{assetId}',
  request: ({ images }) => ({
    path: { assetId: images[0] },
    body: { extended_licenses: ['resale'], use_team_credits: false },
  }),
  status: 200,
  token: 'user',
  trials: {
    assetId: {
      unknown: { path: { assetId: '999999999' }, status: 404, code: 'StandardLicenseNotFound' },
    },
    'body.extended_licenses': {
      several: {
        body: { extended_licenses: ['multiseat', 'unlimited'] },
        check: ({ json }) => assert.deepEqual(json.acquired_licenses, ['multiseat', 'unlimited']),
      },
    },
    answers: {
      '402 NotEnoughCreditsForPurchase': async (shop) => {
        // A download in full size costs some of the credits, an extended licence 50.
        const { user } = await shop.signUp({ products: [{ type: 'creditpack', terms: { credits: 20 } }] })
        const address = `/v3/downloads/images/${shop.images[0]}?auto_download=false`
        assert.equal((await shop.send({ method: 'POST', address, as: user })).status, 200)
        return { as: user }
      },
      '409 IdempotencyKeyReused': async (shop) => {
        const headers = { 'idempotency-key': shop.unique() }
        const address = `/v3/downloads/images/${shop.images[0]}?auto_download=false&product_type=easyaccess`
        await shop.send({ method: 'POST', address, as: shop.customer.user, headers })
        return { headers }
      },
      '404 StandardLicenseNotFound': async ({ signUp }) => ({ as: (await signUp()).user }),
    },
  },
}
