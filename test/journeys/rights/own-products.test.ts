import assert from 'node:assert/strict'
import { it } from 'node:test'
import { findAssets } from '../../../src/catalogue/asset.ts'
import { ask, signUp, userToken } from '../../support/customers.ts'
import { serve } from '../../support/library.ts'
import { libraryOfPictures } from '../../support/library-of-pictures.ts'
import { suiteLifetime } from '../../support/suite-lifetime.ts'

const lifetime = suiteLifetime()

it('a user is told what each product covers, and what of it is left', async () => {
  const library = await libraryOfPictures(lifetime, { '1.jpg': { collection: 'Nature' } })
  const { collectionCode } = (await findAssets(library.db, [100000001])).get(100000001)!
  const limits = { period: 'monthly', limit: 50, largestSize: 'large', noteRequired: true } as const
  const customer = await signUp(library, {
    products: [
      {
        type: 'premiumaccess',
        terms: {
          ...limits,
          families: ['creative'],
          collections: [collectionCode, 'LATER'],
          brands: ['gettyimages'],
          licenseModels: ['royaltyfree'],
        },
      },
      { type: 'creditpack', terms: { credits: 20, teamCredits: 5 } },
    ],
  })
  const server = await serve(library)
  const token = await userToken(server, customer)
  const { status, json } = await ask(server, '/v1/products', { ...customer, token })
  assert.equal(status, 200)
  const [access, credits] = json.products
  assert.deepEqual(access.covers, {
    asset_families: ['creative'],
    collections: [
      { code: collectionCode, name: 'Nature' },
      { code: 'LATER', name: null },
    ],
    brands: ['gettyimages'],
    license_models: ['royaltyfree'],
    largest_size: 'large',
  })
  assert.equal(access.downloads_remaining, 50)
  assert.equal(access.download_requirements.is_note_required, true)
  assert.deepEqual(credits.covers, {})
  assert.deepEqual([credits.credits_remaining, credits.team_credits], [20, 5])
})
