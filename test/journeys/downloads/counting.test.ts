import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { StatedProduct } from '../../../src/rights/agreements.ts'
import { ask, signUp, userToken } from '../../support/customers.ts'
import {
  type Downloading,
  download,
  downloadOf,
  FIRST_ID,
  remaining,
  writeSmallPictures,
} from '../../support/downloads.ts'
import {
  emptyLibrary,
  ingestAndIndex,
  type Served,
  serve,
  type TestLibrary,
  temporaryFolder,
} from '../../support/library.ts'
import { suiteLifetime } from '../../support/suite-lifetime.ts'

const PICTURES = 200
const LIMIT = 100
const START = Date.UTC(2026, 1, 10, 12)
const [SECOND, HOUR] = [1000, 3_600_000]
const MONTHLY: StatedProduct = { type: 'premiumaccess', terms: { period: 'monthly', limit: LIMIT } }

describe('downloads are counted exactly once', () => {
  const lifetime = suiteLifetime()
  let library: TestLibrary
  let server: Served
  let nowMs = START
  let customers = 0

  before(async () => {
    const folder = await temporaryFolder(lifetime)
    await writeSmallPictures(folder, PICTURES)
    library = { ...(await emptyLibrary(lifetime)), now: () => new Date(nowMs) }
    await ingestAndIndex(library, folder)
    server = await serve(library)
  })

  /** A new customer's user, who has signed in. */
  async function signedIn(product: StatedProduct = MONTHLY): Promise<Downloading> {
    const customer = await signUp(library, { name: `Customer ${++customers}`, products: [product] })
    return { server, customer, token: await userToken(server, customer) }
  }

  const signInAgain = async (user: Downloading): Promise<Downloading> => ({
    ...user,
    token: await userToken(server, user.customer),
  })

  const recorded = async ({ customer }: Downloading) =>
    library.db.selectFrom('download').selectAll().where('customerId', '=', customer.id).execute()

  const productsOf = async ({ customer: { key }, token }: Downloading): Promise<{ id: number }[]> =>
    (await ask(server, '/v3/products', { key, token })).json.products

  it('up to the limit, of 200 simultaneous downloads of different images', async () => {
    const user = await signedIn()
    const answers = await Promise.all(
      Array.from({ length: PICTURES }, (_, index) => download(user, FIRST_ID + index)),
    )
    const refused = answers.filter(({ status }) => status !== 200)
    assert.equal(refused.length, PICTURES - LIMIT)
    for (const { status, json } of refused) {
      assert.deepEqual([status, json.ErrorCode], [403, 'OverageLimitReached'])
      assert.match(json.ErrorMessage, /^All 100 downloads .+; the count begins again on 2026-03-01\.$/)
    }
    assert.equal(await remaining(user), 0)
    assert.equal((await recorded(user)).length, LIMIT)
  })

  it('when a user downloads one image 200 times at once', async () => {
    const user = await signedIn()
    const answers = await Promise.all(Array.from({ length: PICTURES }, () => download(user, FIRST_ID)))
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200])
    assert.equal(new Set(answers.map(({ json }) => downloadOf(json.uri))).size, 1)
    assert.equal(await remaining(user), LIMIT - 1)
    assert.equal((await recorded(user)).length, 1)
    const file = await fetch(answers.at(-1)!.json.uri)
    assert.equal(file.status, 200)
    await file.arrayBuffer()
  })

  it('for one Idempotency-Key, even if its requests come at once or after the repeat window', async () => {
    const user = await signedIn()
    const send = (who = user, id = FIRST_ID) => download(who, id, { idempotencyKey: 'order-1' })
    const [first, ...others] = await Promise.all([send(), send(), send()])
    nowMs += 23 * HOUR
    const later = await signInAgain(user)
    others.push(await send(later))
    for (const { json } of others) assert.equal(downloadOf(json.uri), downloadOf(first!.json.uri))
    const { status, json } = await send(later, FIRST_ID + 1)
    assert.deepEqual([status, json.ErrorCode], [409, 'IdempotencyKeyReused'])
    assert.equal(await remaining(later), LIMIT - 1)

    assert.equal((await fetch(others.at(-1)!.json.uri)).status, 200)
    nowMs += HOUR // 24 hours after the first request: repeats do not keep a key alive.
    const anew = await signInAgain(user)
    assert.equal((await fetch(first!.json.uri)).status, 403, 'a link ends after 24 hours')
    const second = await send(anew, FIRST_ID + 1)
    assert.equal(second.status, 200)
    assert.equal(await remaining(anew), LIMIT - 2)
    const keys = await library.db.selectFrom('idempotentRequest').select('atMs').execute()
    assert.deepEqual(
      keys.map(({ atMs }) => Number(atMs)),
      [nowMs],
      'expired keys are deleted',
    )
  })

  it('of two simultaneous requests with one Idempotency-Key for different images, one', async () => {
    const user = await signedIn()
    const answers = await Promise.all(
      [0, 1, 2, 3].map((index) => download(user, FIRST_ID + index, { idempotencyKey: 'order-1' })),
    )
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409, 409, 409])
    assert.equal(await remaining(user), LIMIT - 1)
  })

  it('within the repeat window, also when the clock goes back', async () => {
    const user = await signedIn()
    const first = await download(user, FIRST_ID)
    for (const [stepMs, isRepeat] of [
      [599 * SECOND, true],
      [-900 * SECOND, true],
      // Otherwise a clock that was once far ahead would make downloads free until then.
      [-300 * SECOND, false],
      [0, true],
      [1201 * SECOND, false],
    ] as const) {
      nowMs += stepMs
      const before = await remaining(user)
      const { json } = await download(user, FIRST_ID)
      assert.equal(before - (await remaining(user)), isRepeat ? 0 : 1, `after a step of ${stepMs} ms`)
      if (stepMs === 599 * SECOND) assert.equal(downloadOf(json.uri), downloadOf(first.json.uri))
    }
  })

  it('by the terms in the records, even if the server has not noticed their change yet', async () => {
    const user = await signedIn()
    const productId = (await productsOf(user))[0]!.id
    const setTerms = (terms: object) =>
      library.db
        .updateTable('product')
        .set({ terms: JSON.stringify(terms) })
        .where('id', '=', productId)
        .execute()
    const endOn = (day: string | null) =>
      library.db
        .updateTable('agreement')
        .set({ endsMs: day === null ? null : Date.parse(day) })
        .where('customerId', '=', user.customer.id)
        .execute()
    assert.equal((await download(user, FIRST_ID)).status, 200)
    await setTerms({ period: 'monthly', limit: 2 })
    assert.equal((await download(user, FIRST_ID + 1)).status, 200)
    assert.equal((await download(user, FIRST_ID + 2)).json.ErrorCode, 'OverageLimitReached')
    await setTerms({ period: 'yearly', limit: 3 })
    assert.equal((await download(user, FIRST_ID + 3)).status, 200, 'what was used before counts')
    await endOn('2026-12-31')
    const last = await download(user, FIRST_ID + 4)
    assert.match(last.json.ErrorMessage, /are used\.$/, 'there are no more before the agreement ends')
    await endOn(null)
    assert.equal((await download(user, FIRST_ID + 4)).json.ErrorCode, 'OverageLimitReached')
    await setTerms({ period: 'yearly', limit: 9, families: ['editorial'] })
    const { status, json } = await download(user, FIRST_ID + 5)
    assert.deepEqual([status, json.ErrorCode], [401, 'NoAgreement'])
    assert.match(json.ErrorMessage, /is not for this family/)
    assert.equal((await recorded(user)).length, 3)
  })
})
