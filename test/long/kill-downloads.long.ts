import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { openLibrary } from '../../src/compose.ts'
import { readConfig } from '../../src/config.ts'
import { randomFrom } from '../../src/lib/random.ts'
import { startCommand } from '../support/cli.ts'
import { signUp, type TestCustomer, userToken } from '../support/customers.ts'
import {
  type Downloading,
  download,
  downloadOf,
  FIRST_ID,
  remaining,
  writeSmallPictures,
} from '../support/downloads.ts'
import { emptyLibrary, ingestAndIndex, type TestLibrary, temporaryFolder } from '../support/library.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

/** `npm run test:kill` sets more rounds. */
const ROUNDS = Number(process.env.VITRINE_TEST_KILLS ?? 10)
const SEED = 12
const DOWNLOADS = 200
const LIMIT = 100
const PRODUCT = { type: 'premiumaccess', terms: { period: 'yearly', limit: LIMIT } } as const

/** A download that was asked for, and the id by which it was acknowledged; null when the server died before. */
type Sent = {
  readonly assetId: number
  readonly idempotencyKey: string
  readonly acknowledged: string | null
}

describe('a server that is killed during downloads', () => {
  const lifetime = suiteLifetime()
  let library: TestLibrary
  let customers = 0

  before(async () => {
    const folder = await temporaryFolder(lifetime)
    await writeSmallPictures(folder, DOWNLOADS)
    library = await emptyLibrary(lifetime)
    await ingestAndIndex(library, folder)
  })

  /** Serves the library in a process of its own for a customer. */
  async function started(customer: TestCustomer) {
    const args = ['serve', '--data', library.config.data, '--port', '0', '--tls-port', '0']
    const { process, ready, ended } = await startCommand(lifetime, args)
    const server = { http: ready.http! }
    const user: Downloading = { server, customer, token: await userToken(server, customer) }
    return {
      user,
      async kill() {
        process.kill('SIGKILL')
        await ended
      },
    }
  }

  /** Sends all at once, kills the server once so many are recorded or acknowledged, and sends all to another again. */
  async function round(assetOf: (index: number) => number, killAt: number) {
    const customer = await signUp(library, { name: `Customer ${++customers}`, products: [PRODUCT] })
    const first = await started(customer)
    let acknowledgements = 0
    const killed = soonAs(async () => acknowledgements >= killAt || (await countOf(customer)) >= killAt).then(
      first.kill,
    )
    const sent = await Promise.all(
      Array.from({ length: DOWNLOADS }, async (_, index): Promise<Sent> => {
        const request = { assetId: assetOf(index), idempotencyKey: `order ${index}` }
        const answer = await download(first.user, request.assetId, request).catch(() => null)
        if (answer?.status !== 200) return { ...request, acknowledged: null }
        acknowledgements++
        return { ...request, acknowledged: downloadOf(answer.json.uri) }
      }),
    )
    await killed
    const recorded = await recordsOf(customer)
    for (const { acknowledged, assetId } of sent)
      if (acknowledged !== null)
        assert.equal(recorded.get(acknowledged), assetId, 'an acknowledged one is there')

    const second = await started(customer)
    const answers = await Promise.all(
      sent.map(async (request) => ({ request, ...(await download(second.user, request.assetId, request)) })),
    )
    for (const { request, status, json } of answers)
      if (request.acknowledged !== null)
        assert.deepEqual([status, downloadOf(json.uri)], [200, request.acknowledged], 'a retry is the same')
    const left = await remaining(second.user)
    const file = await fetch(answers.find(({ status }) => status === 200)!.json.uri)
    assert.equal(file.status, 200)
    await file.arrayBuffer()
    await second.kill()
    return { answers, left, records: await recordsOf(customer), acknowledgements }
  }

  const countOf = async ({ id }: TestCustomer): Promise<number> =>
    (await library.db.selectFrom('download').select('id').where('customerId', '=', id).execute()).length

  /** The asset of each download of a customer, by its id; read with a new connection, as after a restart. */
  async function recordsOf(customer: TestCustomer): Promise<Map<string, number>> {
    const { db, close } = await openLibrary(readConfig({ data: library.config.data }, {}))
    try {
      const rows = await db
        .selectFrom('download')
        .select(['id', 'assetId'])
        .where('customerId', '=', customer.id)
        .execute()
      return new Map(rows.map(({ id, assetId }) => [id, Number(assetId)]))
    } finally {
      await close()
    }
  }

  it(`charges different images once each, up to the limit (${ROUNDS} rounds)`, async (t) => {
    const random = randomFrom(SEED)
    const interrupted: number[] = []
    for (let count = 0; count < ROUNDS; count++) {
      const { answers, left, records, acknowledgements } = await round(
        (index) => FIRST_ID + index,
        1 + random.below(LIMIT - 1),
      )
      const codes = answers.map(({ status, json }) => (status === 200 ? 'ok' : json.ErrorCode))
      assert.equal(codes.filter((code) => code === 'ok').length, LIMIT)
      assert.equal(codes.filter((code) => code === 'OverageLimitReached').length, DOWNLOADS - LIMIT)
      assert.deepEqual([records.size, new Set(records.values()).size, left], [LIMIT, LIMIT, 0])
      interrupted.push(acknowledgements)
    }
    t.diagnostic(`acknowledged before each kill: ${interrupted.join(', ')}`)
    assert.ok(
      interrupted.some((number) => number < LIMIT),
      'no kill came in the middle',
    )
  })

  it(`charges one image once, however often it was asked for (${ROUNDS} rounds)`, async (t) => {
    const random = randomFrom(SEED + 1)
    const interrupted: number[] = []
    for (let count = 0; count < ROUNDS; count++) {
      const { answers, left, records, acknowledgements } = await round(
        () => FIRST_ID,
        1 + random.below(DOWNLOADS - 1),
      )
      assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200])
      assert.deepEqual([...new Set(answers.map(({ json }) => downloadOf(json.uri)))], [...records.keys()])
      assert.deepEqual([records.size, left], [1, LIMIT - 1])
      interrupted.push(acknowledgements)
    }
    t.diagnostic(`acknowledged before each kill: ${interrupted.join(', ')}`)
    assert.ok(
      interrupted.some((number) => number < DOWNLOADS),
      'no kill came in the middle',
    )
  })
})

/** Checks a condition as often as possible, and resolves once it is met. */
async function soonAs(isMet: () => Promise<boolean>): Promise<void> {
  while (!(await isMet())) await setImmediate()
}
