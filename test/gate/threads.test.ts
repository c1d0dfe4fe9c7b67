import assert from 'node:assert/strict'
import { before, describe, it, type TestContext } from 'node:test'
import type { Worker } from 'node:worker_threads'
import type { Ability } from '../../src/access/abilities.ts'
import { createClient, newKey, revokeClient } from '../../src/access/clients.ts'
import { type Connection, connect } from '../support/connection.ts'
import { askToken, signUp, userToken } from '../support/customers.ts'
import { type Downloading, download, FIRST_ID, remaining, writeSmallPictures } from '../support/downloads.ts'
import {
  emptyLibrary,
  ingestAndIndex,
  type Served,
  serve,
  type TestLibrary,
  temporaryFolder,
} from '../support/library.ts'
import { writePicture } from '../support/pictures.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'
import { until } from '../support/until.ts'

const THREADS = 2
/** Wrong passwords that an account may have. */
const GUESSES = 10
/** The system distributes so many connections that each thread has some. */
const CONNECTIONS = 24

/** Asks for a path on many connections. */
type AskAll = (path: string) => Promise<readonly { readonly text: string }[]>

/** Checks that all connections find the three pictures of a library, and a fourth one within a second. */
async function findsChanges(t: TestContext, library: TestLibrary, askAll: AskAll): Promise<void> {
  const found = async () => {
    const answers = await askAll('/v3/search/images?page_size=1')
    return [...new Set(answers.map(({ text }) => JSON.parse(text).result_count as number))]
  }
  assert.deepEqual(await found(), [3])
  const folder = await temporaryFolder(t)
  await writePicture(folder, 'later.jpg', { title: 'Later' })
  await ingestAndIndex(library, folder)
  await until(found, (counts) => counts.length === 1 && counts[0] === 4, 1000)
}

describe('a server with several threads', () => {
  const lifetime = suiteLifetime()
  const workers: Worker[] = []
  let library: TestLibrary
  let server: Served
  let connections: Connection[]

  before(async () => {
    const folder = await temporaryFolder(lifetime)
    await writeSmallPictures(folder, 3)
    library = await emptyLibrary(lifetime, { threads: THREADS })
    await ingestAndIndex(library, folder)
    const noteWorker = (worker: Worker) => void workers.push(worker)
    process.on('worker', noteWorker)
    server = await serve(library)
    process.off('worker', noteWorker)
    connections = Array.from({ length: CONNECTIONS }, () => connect(lifetime, server.http))
  })

  const askAll = (path: string, key = server.key) => Promise.all(connections.map((send) => send(path, key)))

  const newClient = async (qps: number | null, abilities: readonly Ability[] = []) => {
    const key = newKey()
    const client = { name: 'Shop', key, qps, abilities, expiresMs: null, now: new Date() }
    const { id } = await library.db.transaction().execute((tx) => createClient(tx, client))
    return { id, key }
  }

  it('answers on all of them from the same index, and a change is found by each within a second', async (t) => {
    await findsChanges(t, library, askAll)
  })

  it('does so with FTS5, whose file each thread reads by itself', async (t) => {
    const pictures = await temporaryFolder(t)
    await writeSmallPictures(pictures, 3)
    const other = await emptyLibrary(t, { threads: THREADS, searchEngine: 'fts5' })
    await ingestAndIndex(other, pictures)
    const { http, key } = await serve(other)
    const sockets = Array.from({ length: CONNECTIONS }, () => connect(t, http))
    await findsChanges(t, other, (path) => Promise.all(sockets.map((send) => send(path, key))))
  })

  it('counts the queries of a key in all threads together', async () => {
    const qps = 20
    const { key } = await newClient(qps)
    const startedMs = performance.now()
    const rounds = await Promise.all([
      askAll('/v3/countries', key),
      askAll('/v3/countries', key),
      askAll('/v3/countries', key),
    ])
    const windows = 1 + Math.floor((performance.now() - startedMs) / 1000)
    const statuses = rounds.flat().map(({ status }) => status)
    const admitted = statuses.filter((status) => status === 200).length
    assert.deepEqual([...new Set(statuses)].sort(), [200, 429])
    assert.ok(admitted >= qps && admitted <= qps * windows, `${admitted} in ${windows} s`)
  })

  it('refuses a revoked key on every connection once it is revoked', async () => {
    for (let round = 0; round < 3; round++) {
      const { id, key } = await newClient(null)
      const statuses = async () => new Set((await askAll('/v3/countries', key)).map(({ status }) => status))
      assert.deepEqual([...(await statuses())], [200], 'a new key works at once')
      await library.db.transaction().execute((tx) => revokeClient(tx, id, new Date()))
      assert.deepEqual([...(await statuses())], [403])
    }
  })

  it('charges a download once, whichever threads its repeats reach', async () => {
    const limit = { period: 'monthly', limit: 100 } as const
    const customer = await signUp(library, { products: [{ type: 'premiumaccess', terms: limit }] })
    const user: Downloading = { server, customer, token: await userToken(server, customer) }
    const repeats = Array.from({ length: 12 }, () => download(user, FIRST_ID, { idempotencyKey: 'once' }))
    const others = [1, 2].map((step) => download(user, FIRST_ID + step))
    const answers = await Promise.all([...repeats, ...others])
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200])
    assert.equal(await remaining(user), 97)
  })

  it('counts wrong passwords in all threads together', async () => {
    const customer = await signUp(library, { name: 'Guessed' })
    const { key, secret, username } = customer
    const form = { client_id: key, client_secret: secret, grant_type: 'password', username }
    const guess = () => askToken(server, { ...form, password: 'wrong' })
    const answers = await Promise.all(Array.from({ length: GUESSES + 4 }, guess))
    assert.equal(answers.filter(({ status }) => status === 429).length, 4)
    assert.equal((await askToken(server, { ...form, password: customer.password })).status, 429)
  })

  it('makes a picture that is not there once, for whichever thread asks', async () => {
    const { key } = await newClient(null, ['large'])
    const answers = await askAll(`/v3/images/${FIRST_ID}?fields=high_res_comp`, key)
    const { images } = JSON.parse(answers[0]!.text)
    const address = new URL(images[0].display_sizes[0].uri as string)
    const shown = await Promise.all(
      connections.map((send) => send(address.pathname + address.search, server.key)),
    )
    assert.deepEqual([...new Set(shown.map(({ status }) => status))], [200])
    const made = await library.db
      .selectFrom('rendition')
      .select('name')
      .where('name', 'like', 'high%')
      .execute()
    assert.equal(made.length, 1)
  })

  it('lets clients read why a body is refused that they are still sending', async () => {
    const { key } = await newClient(null)
    const upload = () =>
      fetch(`${server.http}/v3/search/by-image/uploads/large`, {
        method: 'PUT',
        headers: { 'api-key': key, 'content-type': 'image/jpeg' },
        body: Buffer.alloc(60_000_000),
      })
    const statuses = []
    for (let round = 0; round < 8; round++) statuses.push((await upload()).status)
    assert.deepEqual([...new Set(statuses)], [413])
  })

  it('goes on when its threads end', async (t) => {
    const answering = workers.filter(({ threadName }) => threadName?.startsWith('answers'))
    assert.equal(answering.length, THREADS)
    await Promise.all(answering.map((thread) => thread.terminate()))
    const search = () =>
      connect(t, server.http)('/v3/search/images', server.key).catch(() => ({ status: 0, text: '' }))
    const { text } = await until(search, ({ status }) => status === 200, 20_000)
    assert.equal(JSON.parse(text).result_count, 4)
  })
})
