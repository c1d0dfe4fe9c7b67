import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { ensureCollection } from '../../../src/catalogue/collections.ts'
import { ask, signUp, type TestCustomer, userToken } from '../../support/customers.ts'
import { emptyLibrary, type Served, serve } from '../../support/library.ts'
import { suiteLifetime } from '../../support/suite-lifetime.ts'

const SPORT = { family: 'editorial', licenseModel: 'rightsmanaged' } as const
const DENIED = { territories: JSON.stringify({ deny: ['NOR'] }) }

describe('collections of a customer', () => {
  const lifetime = suiteLifetime()
  let server: Served
  let press: TestCustomer
  let other: TestCustomer

  before(async () => {
    const library = await emptyLibrary(lifetime)
    const { db, now } = library
    const collections = {
      Lakes: {},
      Sport: SPORT,
      Shelf: { brand: 'istockphoto' },
      'Not in Norway': DENIED,
    } as const
    for (const [name, stated] of Object.entries(collections)) {
      const id = await db.transaction().execute((tx) => ensureCollection(tx, name, now()))
      if (Object.keys(stated).length > 0)
        await db.updateTable('collection').set(stated).where('id', '=', id).execute()
    }
    press = await signUp(library, {
      abilities: ['country'],
      products: [
        { type: 'editorialsubscription', terms: { brands: ['gettyimages'] } },
        {
          type: 'easyaccess',
          terms: { largestSize: 'large', licenseModels: ['royaltyfree'], brands: ['gettyimages'] },
        },
        { type: 'premiumaccess', terms: { period: 'daily', limit: 1, collections: ['SPO'] } },
      ],
    })
    other = await signUp(library, {
      name: 'Southern Press',
      products: [{ type: 'creditpack', terms: { credits: 1, brands: ['istockphoto'] } }],
    })
    server = await serve(library)
  })

  const typesOf = async (customer: TestCustomer, headers: Record<string, string> = {}) => {
    const token = await userToken(server, customer)
    const { json } = await ask(server, '/v3/collections', { key: customer.key, token, headers })
    return json.collections.map((it: { name: string; product_types: string[] }) => [
      it.name,
      ...it.product_types,
    ])
  }

  it('are those that its products cover, with the types of these', async () => {
    assert.deepEqual(await typesOf(press), [
      ['Lakes', 'easyaccess', 'editorialsubscription'],
      ['Sport', 'editorialsubscription', 'premiumaccess'],
      ['Not in Norway', 'easyaccess', 'editorialsubscription'],
    ])
    assert.deepEqual(await typesOf(other), [['Shelf', 'creditpack']])
  })

  it('are those that are offered in the country of the request', async () => {
    const names = (await typesOf(press, { 'gi-country-code': 'NOR' })).map(([name]: string[]) => name)
    assert.deepEqual(names, ['Lakes', 'Sport'])
  })

  it('have the members of the contract', async () => {
    const token = await userToken(server, press)
    const { json } = await ask(server, '/v3/collections', { key: press.key, token })
    const { id, ...sport } = json.collections[1]
    assert.equal(typeof id, 'number')
    assert.deepEqual(sport, {
      code: 'SPO',
      name: 'Sport',
      asset_family: 'editorial',
      license_model: 'rightsmanaged',
      product_types: ['editorialsubscription', 'premiumaccess'],
    })
  })
})
