import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { ask, clientToken, signUp, type TestCustomer, userToken } from '../../support/customers.ts'
import { download } from '../../support/downloads.ts'
import { type Served, serve, type TestLibrary } from '../../support/library.ts'
import { libraryOfPictures } from '../../support/library-of-pictures.ts'
import { suiteLifetime } from '../../support/suite-lifetime.ts'

const IMAGE = '100000001'
/** A download in full size costs 4, an extended licence 50. */
const PRODUCTS = [{ type: 'creditpack', terms: { credits: 110, teamCredits: 60 } }] as const

describe('extended licences', () => {
  const lifetime = suiteLifetime()
  let library: TestLibrary
  let server: Served
  let press: TestCustomer
  let other: TestCustomer
  let token: string

  before(async () => {
    library = await libraryOfPictures(lifetime, {
      'a.jpg': { title: 'Harbour', width: 1000, height: 800 },
    })
    press = await signUp(library, { products: PRODUCTS })
    other = await signUp(library, { name: 'Southern Press', products: PRODUCTS })
    server = await serve(library)
    token = await userToken(server, press)
  })

  const buy = async (
    licenses: readonly string[] | undefined,
    {
      id = IMAGE,
      team = false,
      customer = press,
      as = token,
      idempotencyKey = null,
    }: Partial<{
      id: string
      team: boolean
      customer: TestCustomer
      as: string
      idempotencyKey: string | null
    }> = {},
  ) => {
    const { status, json } = await ask(server, `/v3/asset-licensing/${id}`, {
      key: customer.key,
      token: as,
      method: 'POST',
      body: JSON.stringify({ extended_licenses: licenses, ...(team && { use_team_credits: true }) }),
      headers: {
        'content-type': 'application/json',
        ...(idempotencyKey !== null && { 'idempotency-key': idempotencyKey }),
      },
    })
    return status === 200 ? json : `${status} ${json.ErrorCode}`
  }
  const left = async () => {
    const { products } = (await ask(server, '/v3/products', { key: press.key, token })).json
    return [products[0].credits_remaining, products[0].team_credits]
  }

  it('need the standard licence first', async () => {
    assert.equal(await buy(['resale']), '404 StandardLicenseNotFound')
    assert.equal((await download({ server, customer: press, token }, Number(IMAGE))).status, 200)
    assert.deepEqual(await left(), [106, 60])
    const theirs = { customer: other, as: await userToken(server, other) }
    assert.equal(await buy(['resale'], theirs), '404 StandardLicenseNotFound')
    assert.equal(await buy(['resale'], { id: '999999999' }), '404 StandardLicenseNotFound')
    assert.equal(await buy(['resale'], { id: 'dog' }), '404 StandardLicenseNotFound')
  })

  it('are bought once each, also at the same time', async () => {
    const all = await Promise.all([1, 2, 3, 4].map(() => buy(['resale', 'multiseat', 'resale'])))
    assert.deepEqual(
      all.map(({ credits_used: used }) => used).sort((a, b) => a - b),
      [0, 0, 0, 100],
    )
    assert.deepEqual(all[3].acquired_licenses, ['resale', 'multiseat'])
    assert.deepEqual(await left(), [6, 60])
  })

  it('cost nothing when there are too few credits', async () => {
    assert.equal(await buy(['unlimited']), '402 NotEnoughCreditsForPurchase')
    assert.equal(
      await buy(['unlimited', 'indemnification'], { team: true }),
      '402 NotEnoughCreditsForPurchase',
    )
    assert.deepEqual(await left(), [6, 60])
  })

  it('are paid with team credits when asked for', async () => {
    assert.deepEqual(await buy(['unlimited'], { team: true }), {
      credits_used: 50,
      acquired_licenses: ['unlimited'],
    })
    assert.deepEqual(await left(), [6, 10])
  })

  it('are bought once with an Idempotency-Key, and every repeat gets the answer of the first request', async () => {
    const rich = await signUp(library, {
      name: 'Eastern Press',
      products: [{ type: 'creditpack', terms: { credits: 254, teamCredits: 0 } }],
    })
    const as = await userToken(server, rich)
    const given = { customer: rich, as, idempotencyKey: 'june' }
    assert.equal(await buy(['resale'], given), '404 StandardLicenseNotFound')
    const load = (key: string) =>
      download({ server, customer: rich, token: as }, Number(IMAGE), { idempotencyKey: key })
    assert.equal((await load('april')).status, 200)
    // What was refused before is not kept.
    const first = { credits_used: 100, acquired_licenses: ['resale', 'multiseat'] }
    const all = await Promise.all([1, 2, 3].map(() => buy(['resale', 'multiseat'], given)))
    assert.deepEqual(all, [first, first, first])
    assert.deepEqual(await buy(['resale', 'multiseat'], given), first)

    for (const other of [
      await buy(['resale'], given),
      await buy(['resale', 'multiseat'], { ...given, team: true }),
      await buy(['resale', 'multiseat'], { ...given, id: '100000002' }),
      await buy(['resale', 'multiseat'], { ...given, idempotencyKey: 'april' }),
    ])
      assert.equal(other, '409 IdempotencyKeyReused')
    assert.equal((await load('june')).json.ErrorCode, 'IdempotencyKeyReused')
    const held = { credits_used: 0, acquired_licenses: ['resale'] }
    assert.deepEqual(await buy(['resale'], { ...given, idempotencyKey: 'july' }), held)
    assert.deepEqual(await buy(['resale'], { ...given, idempotencyKey: 'july' }), held)
    const { products } = (await ask(server, '/v3/products', { key: rich.key, token: as })).json
    assert.equal(products[0].credits_remaining, 150)
  })

  it('are refused when they are not named, or nobody asks', async () => {
    assert.equal(await buy([]), '400 InvalidRequestParameters')
    assert.equal(await buy(undefined), '400 InvalidRequestParameters')
    assert.equal(await buy(['forever']), '400 InvalidRequestParameters')
    assert.equal(
      await buy(['resale'], { as: await clientToken(server, press) }),
      '403 UnauthorizedToAccessResource',
    )
  })
})
