import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { withdrawAsset } from '../../../src/catalogue/asset-lifecycle.ts'
import { ask, clientToken, signUp, type TestCustomer, userToken } from '../../support/customers.ts'
import { download } from '../../support/downloads.ts'
import {
  emptyLibrary,
  ingestAndIndex,
  type Served,
  serve,
  type TestLibrary,
  temporaryFolder,
} from '../../support/library.ts'
import { writePicture } from '../../support/pictures.ts'
import { suiteLifetime } from '../../support/suite-lifetime.ts'

const [LAKE, HILL] = ['100000001', '100000002']
const TODAY = '2026-06-15'
const use = (more: object = {}) => ({ asset_id: LAKE, quantity: 2, usage_date: TODAY, ...more })

describe('reports of usage', () => {
  const lifetime = suiteLifetime()
  let library: TestLibrary
  let server: Served
  let press: TestCustomer
  let other: TestCustomer
  let plain: TestCustomer
  let token: string

  before(async () => {
    const folder = await temporaryFolder(lifetime)
    for (const colour of ['navy', 'olive']) await writePicture(folder, `${colour}.jpg`, { colour })
    library = { ...(await emptyLibrary(lifetime)), now: () => new Date(`${TODAY}T21:00:00Z`) }
    await ingestAndIndex(library, folder)
    press = await signUp(library, { abilities: ['usage'] })
    other = await signUp(library, { name: 'Southern Press', abilities: ['usage'] })
    plain = await signUp(library, { name: 'Plain Press' })
    server = await serve(library)
    token = await userToken(server, press)
  })

  const put = (
    id: string,
    body: unknown,
    sent: { customer?: TestCustomer; token?: string; idempotencyKey?: string } = {},
  ) =>
    ask(server, `/v3/usage-batches/${id}`, {
      key: (sent.customer ?? press).key,
      token: sent.token ?? token,
      method: 'PUT',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: {
        'content-type': 'application/json',
        ...(sent.idempotencyKey !== undefined && { 'idempotency-key': sent.idempotencyKey }),
      },
    })
  const report = (id: string, ...uses: object[]) => put(id, { asset_usages: uses })
  const recorded = () => library.db.selectFrom('assetUsage').selectAll().orderBy('seq').execute()

  it('are recorded with all their uses', async () => {
    const { status, json } = await report('june', use(), use({ asset_id: HILL, usage_date: '1 June 2026' }))
    assert.deepEqual([status, json], [201, { total_asset_usages_processed: 2, invalid_assets: [] }])
    assert.partialDeepStrictEqual(await recorded(), [
      {
        customerId: press.id,
        batchId: 'june',
        assetId: Number(LAKE),
        quantity: 2,
        usedMs: Date.UTC(2026, 5, 15),
      },
      { assetId: Number(HILL), usedMs: Date.UTC(2026, 5, 1) },
    ])
  })

  it('are recorded once under one id of a customer, even when sent at the same time', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => report('july', use())))
    assert.deepEqual(all.map(({ status, json }) => json.ErrorCode ?? status).sort(), [
      201,
      ...Array(7).fill('TransactionIdDuplicated'),
    ])
    assert.equal((await report('july', use({ asset_id: '1' }))).status, 409)
    const foreign = await userToken(server, other)
    const theirs = { asset_usages: [use()] }
    assert.equal((await put('july', theirs, { customer: other, token: foreign })).status, 201)
  })

  it('are named by their id: an Idempotency-Key does not turn a repeat into the same report', async () => {
    const send = (id: string) => put(id, { asset_usages: [use()] }, { idempotencyKey: 'one key' })
    assert.equal((await send('october')).status, 201)
    const { status, json } = await send('october')
    assert.deepEqual([status, json.ErrorCode], [409, 'TransactionIdDuplicated'])
    assert.equal((await send('november')).status, 201)
  })

  it('list the ids that are invalid, and record nothing then', async () => {
    const before = (await recorded()).length
    const { status, json } = await report(
      'august',
      use(),
      use({ asset_id: '999999999' }),
      use({ asset_id: 'dog' }),
    )
    assert.deepEqual([status, json.ErrorCode], [400, 'InvalidRequest'])
    assert.deepEqual(json.invalid_assets, ['999999999', 'dog'])
    assert.equal((await recorded()).length, before)
    assert.equal((await report('august', use())).status, 201, 'the id is still free')
  })

  it('may name what was withdrawn after the customer downloaded it', async () => {
    const { status } = await download({ server, customer: press, token }, Number(HILL))
    assert.equal(status, 200)
    await library.db.transaction().execute((tx) => withdrawAsset(tx, Number(HILL), library.now()))
    assert.equal((await report('september', use({ asset_id: HILL }))).status, 201)
    const foreign = await userToken(server, other)
    const { json } = await put(
      'september',
      { asset_usages: [use({ asset_id: HILL })] },
      { customer: other, token: foreign },
    )
    assert.deepEqual(json.invalid_assets, [HILL])
  })

  const REFUSED: readonly (readonly [unknown, RegExp])[] = [
    [{ asset_usages: [] }, /at least 1 item/],
    [{ asset_usages: Array(1001).fill(use()) }, /at most 1000 items/],
    [{ asset_usages: [use({ quantity: 0 })] }, /quantity/],
    [{ asset_usages: [use({ asset_id: ' ' })] }, /\[0\]: it has no asset_id/],
    [{ asset_usages: [use(), use({ usage_date: 'soon' })] }, /\[1\]: usage_date 'soon' must be/],
    [{ asset_usages: [use({ usage_date: '2026-06-16' })] }, /2026-06-16 must not be after today/],
    [{ asset_usages: [use({ usage_date: '2026-02-30' })] }, /usage_date/],
    ['{"asset_usages":', /not JSON/],
    ['null', /requires a JSON body/],
  ]
  for (const [body, message] of REFUSED)
    it(`are refused where the message is ${message}`, async () => {
      const { status, json } = await put('refused', body)
      assert.deepEqual([status, json.ErrorCode], [400, 'InvalidRequest'])
      assert.match(json.ErrorMessage, message)
    })

  const DATES = [`${TODAY}T21:30:00+02:00`, '6/14/2026', 'June 14, 2026', '14-Jun-2026', '2026-06-14 10:00']
  for (const [index, date] of DATES.entries())
    it(`may have dates such as ${date}`, async () => {
      assert.equal((await report(`dates-${index}`, use({ usage_date: date }))).status, 201)
    })

  it('are accepted from the client itself, but only with the ability', async () => {
    const own = await clientToken(server, press)
    assert.equal((await put('machine', { asset_usages: [use()] }, { token: own })).status, 201)
    const theirs = { customer: plain, token: await userToken(server, plain) }
    const { status, json } = await put('plain', { asset_usages: [use()] }, theirs)
    assert.deepEqual([status, json.ErrorCode], [403, 'UnauthorizedToReportUsage'])
  })
})
