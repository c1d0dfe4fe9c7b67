import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { randomFrom } from '../../src/lib/random.ts'
import { startCommand } from '../support/cli.ts'
import { ask, signUp, type TestCustomer, userToken } from '../support/customers.ts'
import { type Downloading, download, FIRST_ID, writeSmallPictures } from '../support/downloads.ts'
import { emptyLibrary, ingestAndIndex, type TestLibrary, temporaryFolder } from '../support/library.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

const ROUNDS = Number(process.env.VITRINE_TEST_KILLS ?? 4)
const SEED = 13
const IMAGES = 30
const LICENSES = ['resale', 'multiseat']
/** A download in the smallest size costs 1, an extended licence 50. */
const [DOWNLOAD_CREDITS, CREDITS] = [1, 100]
const PRODUCT = { type: 'creditpack', terms: { credits: 1_000_000 } } as const

describe('a server that is killed while extended licences are bought', () => {
  const lifetime = suiteLifetime()
  let library: TestLibrary

  before(async () => {
    const folder = await temporaryFolder(lifetime)
    await writeSmallPictures(folder, IMAGES)
    library = await emptyLibrary(lifetime)
    await ingestAndIndex(library, folder)
  })

  /** Serves the library in a process of its own for a customer. */
  async function started(customer: TestCustomer) {
    const args = ['serve', '--data', library.config.data, '--port', '0', '--tls-port', '0']
    const { process, ready, ended } = await startCommand(lifetime, args)
    const server = { http: ready.http! }
    const user: Downloading = { server, customer, token: await userToken(server, customer) }
    const kill = async () => {
      process.kill('SIGKILL')
      await ended
    }
    return { user, kill }
  }

  /** Buys the licences of an image under a key of its own. */
  const buy = ({ server, customer: { key }, token }: Downloading, index: number) =>
    ask(server, `/v3/asset-licensing/${FIRST_ID + index}`, {
      key,
      token,
      method: 'POST',
      body: JSON.stringify({ extended_licenses: LICENSES }),
      headers: { 'content-type': 'application/json', 'idempotency-key': `order ${index}` },
    })

  it(`charges each once, and answers repeats as the first time (${ROUNDS} rounds)`, async (t) => {
    const random = randomFrom(SEED)
    const acknowledgedBefore: number[] = []
    const indexes = Array.from({ length: IMAGES }, (_, index) => index)
    for (let round = 0; round < ROUNDS; round++) {
      const customer = await signUp(library, { name: `Customer ${round}`, products: [PRODUCT] })
      const first = await started(customer)
      for (const index of indexes) assert.equal((await download(first.user, FIRST_ID + index)).status, 200)
      const killAt = 1 + random.below(IMAGES - 1)
      let acknowledged = 0
      let killed: Promise<void> | null = null
      await Promise.all(
        indexes.map(async (index) => {
          const answer = await buy(first.user, index).catch(() => null)
          if (answer?.status === 200 && ++acknowledged === killAt) killed = first.kill()
        }),
      )
      await killed
      acknowledgedBefore.push(acknowledged)

      const second = await started(customer)
      const answers = await Promise.all(indexes.map((index) => buy(second.user, index)))
      for (const { status, json } of answers)
        assert.deepEqual([status, json], [200, { credits_used: CREDITS, acquired_licenses: LICENSES }])
      const { json } = await ask(second.user.server, '/v1/usage', {
        key: customer.key,
        token: second.user.token,
      })
      assert.equal(json.today.credits, IMAGES * (DOWNLOAD_CREDITS + CREDITS))
      assert.equal(json.agreements[0].products[0].credits.used, json.today.credits)
      await second.kill()
    }
    t.diagnostic(`acknowledged before each kill: ${acknowledgedBefore.join(', ')}`)
    assert.ok(
      acknowledgedBefore.some((number) => number < IMAGES),
      'no kill came in the middle',
    )
  })
})
