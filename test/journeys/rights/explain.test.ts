import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { withdrawAsset } from '../../../src/catalogue/asset-lifecycle.ts'
import { createAgreement } from '../../../src/rights/agreements.ts'
import { catchUp } from '../../../src/search/indexer.ts'
import { command } from '../../support/command.ts'
import { ask, clientToken, signUp, type TestCustomer } from '../../support/customers.ts'
import { emptyLibrary, type Served, serve, type TestLibrary } from '../../support/library.ts'
import { addRecord } from '../../support/records.ts'
import { suiteLifetime } from '../../support/suite-lifetime.ts'

const [CREATIVE, EDITORIAL, WITHDRAWN] = [100_000_001, 100_000_002, 100_000_003]
const IMAGES = [
  `/v3/images/${EDITORIAL}`,
  `/v3/images?ids=${EDITORIAL}`,
  '/v3/search/images',
  '/v3/search/images/creative',
  '/v3/search/images/editorial',
  '/v3/artists/images?artist_name=ada',
  `/v3/images/${EDITORIAL}/similar`,
  `/v3/images/${EDITORIAL}/same-series`,
]
const withExplain = (path: string) => `${path}${path.includes('?') ? '&' : '?'}explain=rights`

describe('rights', () => {
  const lifetime = suiteLifetime()
  let library: TestLibrary
  let server: Served
  let customer: TestCustomer
  let none: TestCustomer
  let caller: { key: string; token: string }

  before(async () => {
    library = await emptyLibrary(lifetime)
    const { db, now } = library
    await addRecord(library, { title: 'Harbour' })
    await addRecord(library, { title: 'News', family: 'editorial' })
    await addRecord(library, { title: 'Withdrawn' })
    await db.transaction().execute((tx) => withdrawAsset(tx, WITHDRAWN, now()))
    customer = await signUp(library, {
      abilities: ['owner'],
      products: [{ type: 'easyaccess', terms: { largestSize: 'small', families: ['creative'] } }],
    })
    none = await signUp(library, { name: 'Cormorant Weekly', products: [] })
    await db.transaction().execute((tx) =>
      createAgreement(tx, {
        customerId: customer.id,
        name: 'Old agreement',
        startsMs: 0,
        endsMs: 1,
        products: [{ type: 'editorialsubscription', terms: {} }],
        now: now(),
      }),
    )
    await catchUp(library)
    server = await serve(library)
    caller = { key: customer.key, token: await clientToken(server, customer) }
  })

  it('are explained by the clause of each product', async () => {
    const { json } = await ask(
      server,
      `/v3/images?ids=${CREATIVE},${EDITORIAL}&fields=id&explain=rights`,
      caller,
    )
    const verdicts = json.images.map((image: { rights: { clause: string; reason: string }[] }) =>
      image.rights.map(({ clause, reason }) => [clause, reason]),
    )
    assert.deepEqual(verdicts, [
      [
        [null, 'covers it up to small'],
        ['ended', 'has ended'],
      ],
      [
        ['family', 'is not for this family'],
        ['ended', 'has ended'],
      ],
    ])
  })

  it('are explained in every list of images, and only on request', async () => {
    for (const path of IMAGES) {
      const { status, json } = await ask(server, withExplain(path), caller)
      assert.equal(status, 200, path)
      for (const image of json.images) assert.equal(image.rights.length, 2, path)
    }
    const { json } = await ask(server, '/v3/search/images', caller)
    assert.equal(json.images[0].rights, undefined)
  })

  it('are not explained to keys without the ability, for which the parameter is unknown', async () => {
    for (const path of IMAGES) {
      const { status, json } = await server.get(withExplain(path))
      assert.deepEqual([status, json.ErrorCode], [400, 'InvalidParameterValue'], path)
      assert.match(json.ErrorMessage, /^Unknown parameter 'explain'/)
    }
  })

  const explain = async (client: TestCustomer, asset: number, ...more: string[]) => {
    const { config } = library
    const from = ['--data', config.data, '--client', client.clientId, '--asset', String(asset)]
    return command(['rights', 'explain', ...from, ...more])
  }

  it('are explained on the command line by a sentence', async () => {
    const sentences = [
      [
        customer,
        CREATIVE,
        `Northern Press may license asset ${CREATIVE}: product 1 (easyaccess, Agreement) covers it up to small; product 2 (editorialsubscription, Old agreement) has ended.`,
      ],
      [
        customer,
        EDITORIAL,
        `Northern Press may not license asset ${EDITORIAL}: product 1 (easyaccess, Agreement) is not for this family; product 2 (editorialsubscription, Old agreement) has ended.`,
      ],
      [customer, WITHDRAWN, `Northern Press may not license asset ${WITHDRAWN}: it is withdrawn.`],
      [none, CREATIVE, `Cormorant Weekly may not license asset ${CREATIVE}: there are no products.`],
    ] as const
    for (const [client, asset, sentence] of sentences)
      assert.equal((await explain(client, asset)).stdout, `${sentence}\n`)
    const json = JSON.parse((await explain(customer, CREATIVE, '--json')).stdout)
    assert.deepEqual([json.mayLicense, json.products[1].clause], [true, 'ended'])
  })

  it('are not explained for a key without a customer', async () => {
    const [{ id }] = (await library.db
      .selectFrom('client')
      .select('id')
      .where('customerId', 'is', null)
      .execute()) as [{ id: string }]
    const { code, stderr } = await explain({ ...none, clientId: id }, CREATIVE)
    assert.deepEqual([code, stderr], [2, `The key ${id} belongs to no customer.\n`])
  })
})
