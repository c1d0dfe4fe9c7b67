import assert from 'node:assert/strict'
import { before, describe, it, type TestContext } from 'node:test'
import { randomFrom } from '../../src/lib/random.ts'
import { type RunningCommand, startCommand } from '../support/cli.ts'
import { command } from '../support/command.ts'
import { signUp, type TestCustomer, userToken } from '../support/customers.ts'
import { downloadOf, FIRST_ID } from '../support/downloads.ts'
import { freePort } from '../support/free-port.ts'
import { type TestLibrary, temporaryFolder } from '../support/library.ts'
import { shareLibrary } from '../support/nodes.ts'
import { makeReadOnly, type PostgresServer } from '../support/postgres-server.ts'
import { type RedisServer, startRedis } from '../support/redis-server.ts'
import type { S3Server } from '../support/s3-server.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'
import { until } from '../support/until.ts'
import { answerOf, type Loaded, type LoadKind, moreAnswers, startLoad } from './load.ts'

/** `npm run test:kill` sets more rounds. */
const ROUNDS = Number(process.env.VITRINE_TEST_KILLS ?? 1)
const SEED = 16
const IMAGES = 200
const PRODUCT = { type: 'premiumaccess', terms: { period: 'yearly', limit: 10_000 } } as const
/** More than the load; so each request is counted. */
const QPS = 10_000
/** How soon errors end after a part is back, and how long a part is away at least, in answers. */
const [RECOVERY_MS, AWAY] = [10_000, 75]
const WITHIN_MS = 60_000

/** Something that fails, and comes back. */
type Part = {
  readonly fail: () => Promise<void>
  readonly restore: () => Promise<void>
  /** Whether a request may be answered by 503 meanwhile, or not at all. */
  readonly concerns: (request: Loaded, kind: LoadKind) => '503' | 'no answer' | null
}

describe('two nodes under load', () => {
  const lifetime = suiteLifetime()
  let missing = ''
  let parts: { readonly postgres: PostgresServer; readonly s3: S3Server; readonly redis: RedisServer }
  let library: TestLibrary
  const nodes: Node[] = []
  let customers = 0

  before(async () => {
    const skip = (reason: string) => {
      missing = reason
    }
    const shared = await shareLibrary({ ...lifetime, skip }, IMAGES)
    const redis = await startRedis({ ...lifetime, skip })
    if (shared === null || redis === null) return
    parts = { postgres: shared.postgres, s3: shared.s3, redis }
    library = shared.library
    const settings = { ...shared.settings, VITRINE_LIMITS: redis.address }
    for (const _ of [1, 2]) nodes.push(await openNode(lifetime, settings))
  })

  it(`of which one is killed (${ROUNDS} rounds)`, (t) =>
    rounds(t, (random) => {
      const killed = random.below(2)
      return {
        fail: () => nodes[killed]!.kill(),
        restore: () => nodes[killed]!.start(),
        concerns: ({ node }) => (node === killed ? 'no answer' : null),
      }
    }))

  it(`while PostgreSQL is killed (${ROUNDS} rounds)`, (t) =>
    rounds(t, () => ({
      fail: () => parts.postgres.kill(),
      restore: () => parts.postgres.start(),
      concerns: () => '503',
    })))

  it(`while the bucket is killed (${ROUNDS} rounds)`, (t) =>
    rounds(t, () => ({
      fail: () => parts.s3.kill(),
      restore: () => parts.s3.start(),
      concerns: (_, { takesFiles }) => (takesFiles ? '503' : null),
    })))

  it(`while records can only be read (${ROUNDS} rounds)`, (t) =>
    rounds(t, () => ({
      fail: () => makeReadOnly(parts.postgres, true),
      restore: () => makeReadOnly(parts.postgres, false),
      concerns: (_, { writes }) => (writes ? '503' : null),
    })))

  it(`while Redis is killed (${ROUNDS} rounds)`, (t) =>
    rounds(t, () => ({
      fail: () => parts.redis.kill(),
      restore: () => parts.redis.start(),
      concerns: () => null,
    })))

  async function rounds(
    t: TestContext,
    partOf: (random: ReturnType<typeof randomFrom>) => Part,
  ): Promise<void> {
    if (missing !== '') return t.skip(missing)
    const random = randomFrom(SEED)
    for (let round = 0; round < ROUNDS; round++) await runRound(t, partOf(random), random.below(2 ** 31))
  }

  /** Lets a part fail under load, and compares what was acknowledged with the records. */
  async function runRound(t: TestContext, { fail, restore, concerns }: Part, seed: number): Promise<void> {
    const customer = await signUp(library, { name: `Press ${++customers}`, products: [PRODUCT], qps: QPS })
    const user = await userOf(customer)
    const kinds = kindsOf(user)
    const load = startLoad(kinds, seed)
    t.after(load.stop)
    const logged = nodes.map((node) => node.log().length)
    await moreAnswers(load, AWAY)
    assert.deepEqual(
      load.answered.find((request) => !isDone(request)),
      undefined,
      'all is well before',
    )
    await fail()
    const failedMs = performance.now()
    await moreAnswers(load, AWAY)
    await restore()
    const restoredMs = performance.now()
    const succeeds = async () => load.answered.slice(-AWAY).every(isDone)
    await until(succeeds, Boolean, WITHIN_MS)
    await load.stop()

    const failed = load.answered.filter((request) => !isDone(request))
    for (const request of failed) {
      const [expected, what] = [concerns(request, kinds[request.kind]!), JSON.stringify(request)]
      assert.notEqual(expected, null, `it does not need what failed: ${what}`)
      if (expected === 'no answer') assert.equal(request.status, null, what)
      else assert.deepEqual([request.status, request.retryAfter], [503, '2'], what)
      assert.ok(request.sentMs < restoredMs + RECOVERY_MS, `it fails too long: ${what}`)
    }
    for (const [index, node] of nodes.entries()) compareLog(node.log().slice(logged[index]))
    const charged = await repeatDownloads(user, load.answered)
    await compareRecords(user, load.answered)
    const lastMs = Math.max(restoredMs, ...failed.map(({ sentMs }) => sentMs))
    t.diagnostic(
      `${load.answered.length} requests, ${failed.length} failed (${countsOf(failed)}) while it was away for ` +
        `${Math.round(restoredMs - failedMs)} ms; the last ${Math.round(lastMs - restoredMs)} ms after its return; ` +
        `${charged} downloads were charged once each`,
    )
  }

  /** Who sends the load: a user with a board, and the addresses of pictures. */
  type User = Awaited<ReturnType<typeof userOf>>
  async function userOf(customer: TestCustomer) {
    const known = (path: string, headers: Record<string, string>, what: RegExp) =>
      until(
        async () => Promise.all(nodes.map(({ http }) => answerOf(http + path, { headers }))),
        (answers) => answers.every(({ status, text }) => status === 200 && what.test(text)),
        WITHIN_MS,
      )
    await known('/v3/countries', { 'api-key': customer.key }, /NOR/)
    const token = await userToken(nodes[0]!, customer)
    const headers = { 'api-key': customer.key, authorization: `Bearer ${token}` }
    await known(`/v1/images/${FIRST_ID}/license-options`, headers, /premiumaccess/)
    const send = (node: number, path: string, method = 'GET', more: object = {}, body?: object) =>
      answerOf(nodes[node]!.http + path, {
        method,
        headers: { ...headers, ...(body && { 'content-type': 'application/json' }), ...more },
        ...(body && { body: JSON.stringify(body) }),
      })
    const board = JSON.parse((await send(0, '/v3/boards', 'POST', {}, { name: 'Load' })).text).id as string
    const found = await send(1, '/v3/search/images?fields=display_set&page_size=100')
    const pictures = [...found.text.matchAll(/"uri":"https?:\/\/[^/"]+(\/[^"]+)"/g)].map(([, path]) => path!)
    assert.ok(pictures.length > 0, found.text)
    return { customer, send, board, pictures }
  }

  const kindsOf = ({ send, board, pictures }: User): Record<string, LoadKind> => ({
    search: {
      weight: 12,
      writes: false,
      takesFiles: false,
      send: (node, number) =>
        send(node, `/v3/search/images/creative?exclude_keyword_ids=${1_000_000 + number}`),
    },
    image: {
      weight: 12,
      writes: false,
      takesFiles: false,
      send: (node, _, random) =>
        send(node, `/v3/images/${FIRST_ID + random.below(IMAGES)}?fields=detail_set`),
    },
    picture: {
      weight: 8,
      writes: false,
      takesFiles: true,
      send: (node, _, random) => send(node, random.pick(pictures)),
    },
    download: {
      weight: 10,
      writes: true,
      takesFiles: true,
      send: (node, number) =>
        send(node, downloadPath(number), 'POST', { 'idempotency-key': `order ${number}` }),
    },
    board: {
      weight: 4,
      writes: true,
      takesFiles: false,
      send: (node, number) => send(node, `/v3/boards/${board}/assets/${imageOf(number)}`, 'PUT'),
    },
    comment: {
      weight: 3,
      writes: true,
      takesFiles: false,
      send: (node, number) =>
        send(node, `/v3/boards/${board}/comments`, 'POST', {}, { text: `Comment ${number}` }),
    },
    key: { weight: 1, writes: true, takesFiles: false, send: () => createKey() },
  })

  /** Creates a key by a command. */
  async function createKey() {
    const { data, records } = library.config
    const args = ['keys', 'create', '--name', 'Load', '--json', '--data', data, '--records', records!]
    const { code, stdout, stderr } = await command(args)
    if (code === 0) return { status: 200, retryAfter: null, text: stdout }
    const isAway = stderr.startsWith('The records cannot be reached')
    return { status: isAway ? 503 : 500, retryAfter: '2', text: stderr }
  }

  /** Repeats all downloads, by their keys and without, and returns how many were charged. */
  async function repeatDownloads({ customer, send }: User, answered: readonly Loaded[]): Promise<number> {
    const ids = new Set<string>()
    for (const { number, status, text } of answered.filter(({ kind }) => kind === 'download')) {
      const again = await send(number % 2, downloadPath(number), 'POST', {
        'idempotency-key': `order ${number}`,
      })
      assert.equal(again.status, 200, again.text)
      const id = downloadIn(again.text)
      if (status === 200) assert.equal(id, downloadIn(text), 'a repeat is the download that was acknowledged')
      const withoutKey = await send(1 - (number % 2), downloadPath(number), 'POST')
      assert.equal(downloadIn(withoutKey.text), id, 'so is one without its key')
      ids.add(id)
    }
    const { db } = library
    const rows = await db.selectFrom('download').select('id').where('customerId', '=', customer.id).execute()
    assert.deepEqual(new Set(rows.map(({ id }) => id)), ids)
    assert.equal(rows.length, ids.size)
    const { text } = await send(0, '/v3/products')
    assert.equal(JSON.parse(text).products[0].downloads_remaining, PRODUCT.terms.limit - ids.size)
    return ids.size
  }

  /** Checks that what was acknowledged is there. */
  async function compareRecords({ board, send }: User, answered: readonly Loaded[]): Promise<void> {
    const done = (kind: string) => answered.filter((request) => request.kind === kind && isDone(request))
    const { db } = library
    const onBoard = await db.selectFrom('boardAsset').select('assetId').where('boardId', '=', board).execute()
    const assets = new Set(onBoard.map(({ assetId }) => assetId))
    for (const { number } of done('board')) assert.ok(assets.has(imageOf(number)), `${number} is lost`)
    const comments = await db.selectFrom('boardComment').select('text').where('boardId', '=', board).execute()
    const texts = comments.map(({ text }) => text)
    assert.equal(new Set(texts).size, texts.length, 'none is there twice')
    for (const { number } of done('comment'))
      assert.ok(texts.includes(`Comment ${number}`), `${number} is lost`)
    for (const { text } of done('key'))
      for (const node of [0, 1]) {
        const isKnown = () =>
          send(node, '/v3/countries', 'GET', { 'api-key': JSON.parse(text).key, authorization: '' })
        await until(isKnown, ({ status }) => status === 200, RECOVERY_MS)
      }
  }
})

const imageOf = (number: number) => FIRST_ID + (number % IMAGES)
const downloadPath = (number: number) => `/v3/downloads/images/${imageOf(number)}?auto_download=false`
const downloadIn = (text: string) => downloadOf(JSON.parse(text).uri)
const isDone = ({ status }: Loaded) => status === 200 || status === 201

/** Checks that a loop which fails again and again in the same way says so once. */
function compareLog(log: string): void {
  const told = log
    .split('\n')
    .filter((line) => line.includes('following a change failed'))
    .map((line) => {
      const { what, thread, err } = JSON.parse(line)
      return `${what} ${thread} ${err.message}`
    })
  assert.deepEqual(
    told.filter((what, index) => told.indexOf(what) !== index),
    [],
  )
}

/** How many requests failed, by kind and status. */
function countsOf(failed: readonly Loaded[]): string {
  const counts = new Map<string, number>()
  for (const { kind, status } of failed) {
    const what = `${kind} ${status ?? 'no answer'}`
    counts.set(what, (counts.get(what) ?? 0) + 1)
  }
  return [...counts].map(([what, count]) => `${count} × ${what}`).join(', ')
}

type Node = Awaited<ReturnType<typeof openNode>>

/** Starts a node that can be killed, and started again at the same address. */
async function openNode(t: Parameters<typeof startCommand>[0], settings: Readonly<Record<string, string>>) {
  const port = await freePort()
  const args = ['serve', '--data', await temporaryFolder(t), '--port', String(port), '--tls-port', '0']
  const start = () => startCommand(t, args, settings)
  let running: RunningCommand = await start()
  return {
    http: `http://127.0.0.1:${port}`,
    log: () => running.log(),
    async kill() {
      running.process.kill('SIGKILL')
      await running.ended
    },
    async start() {
      running = await start()
    },
  }
}
