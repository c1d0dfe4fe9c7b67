import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { createClient, newKey } from '../../src/access/clients.ts'
import { purgeAsset, restoreAsset, withdrawAsset } from '../../src/catalogue/asset-lifecycle.ts'
import { editAsset } from '../../src/catalogue/edit-asset.ts'
import { type Random, randomFrom } from '../../src/lib/random.ts'
import { catchUp } from '../../src/search/indexer.ts'
import type { SearchQuery } from '../../src/search/query.ts'
import { startCommand } from '../support/cli.ts'
import { emptyLibrary, get, type TestLibrary } from '../support/library.ts'
import { addRecord } from '../support/records.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'
import { until } from '../support/until.ts'

const ROUNDS = Number(process.env.VITRINE_TEST_KILLS ?? 6)
const SEED = 15
/** Small changes make many segments, which are merged often. */
const CHANGES = 60
const WORDS = 12
const WITHIN_MS = 10_000

describe('a server that is killed while it updates, merges and saves its index', () => {
  const lifetime = suiteLifetime()
  const key = newKey()
  let library: TestLibrary
  before(async () => {
    library = await emptyLibrary(lifetime)
    const limits = { qps: null, expiresMs: null, now: library.now() }
    await createClient(library.db, { name: 'test', key, ...limits })
  })

  it(`has an index that equals the records (${ROUNDS} rounds)`, async () => {
    const random = randomFrom(SEED)
    const args = ['serve', '--data', library.config.data, '--port', '0', '--tls-port', '0']
    const visible = new Map<number, string>()
    const hidden = new Map<number, string>()
    for (let round = 0; round < ROUNDS; round++) {
      const { process: server, ready, ended } = await startCommand(lifetime, args)
      const change = async () => {
        for (let count = 0; count < CHANGES; count++) await changeRecord(library, random, { visible, hidden })
      }
      if (round % 3 === 0) {
        await change()
        await compareOverHttp(String(ready.http), key, visible)
        server.kill('SIGKILL')
      } else {
        const killed = killIn(
          random.between(100, 2500),
          round % 3 === 1 ? null : random.between(0, 400),
          server,
        )
        await change()
        await killed
      }
      await ended
      await compare(library, visible)
    }
  })
})

type Titles = Map<number, string>
type Server = Awaited<ReturnType<typeof startCommand>>['process']

/** Kills the server after a while; with a grace period, asks it to stop first, so that it is saving its index. */
async function killIn(afterMs: number, graceMs: number | null, server: Server): Promise<void> {
  await pause(afterMs)
  if (graceMs !== null) {
    server.kill('SIGTERM')
    await pause(graceMs)
  }
  server.kill('SIGKILL')
}

/** Adds, edits, withdraws, restores or purges a record. */
async function changeRecord(
  library: TestLibrary,
  random: Random,
  { visible, hidden }: { visible: Titles; hidden: Titles },
): Promise<void> {
  const { db, now } = library
  const title = `word${random.below(WORDS)}`
  const some = (titles: Titles) => random.pick([...titles.keys()])
  const kind = random.below(10)
  if (kind < 5 || visible.size < 5) visible.set(await addRecord(library, { title }), title)
  else if (kind < 7) {
    const id = some(visible)
    await db.transaction().execute((tx) => editAsset(tx, id, { title }, now()))
    visible.set(id, title)
  } else if (kind < 8 || hidden.size === 0) {
    const id = some(visible)
    await db.transaction().execute((tx) => withdrawAsset(tx, id, now()))
    hidden.set(id, visible.get(id)!)
    visible.delete(id)
  } else if (kind === 8) {
    const id = some(hidden)
    await db.transaction().execute((tx) => restoreAsset(tx, id, now()))
    visible.set(id, hidden.get(id)!)
    hidden.delete(id)
  } else {
    const id = some(hidden)
    await db.transaction().execute((tx) => purgeAsset(tx, id, now()))
    hidden.delete(id)
  }
}

/** Compares what a new process finds, with the index that was saved and the change log, with the records. */
async function compare({ config }: TestLibrary, visible: Titles): Promise<void> {
  const { openLibrary } = await import('../../src/compose.ts')
  const library = await openLibrary(config)
  try {
    await catchUp(library)
    for (let word = 0; word < WORDS; word++) {
      const title = `word${word}`
      const expected = [...visible].filter(([, said]) => said === title).map(([id]) => id)
      const { total, ids } = await library.index.search(titled(title))
      assert.equal(total, expected.length, title)
      assert.deepEqual(
        ids.toSorted((a, b) => a - b),
        expected.toSorted((a, b) => a - b),
        title,
      )
    }
  } finally {
    await library.close()
  }
}

/** Compares what the running server finds, once it has all changes, with the records. */
async function compareOverHttp(base: string, key: string, visible: Titles): Promise<void> {
  await until(
    async () => (await get(`${base}/readyz`)).json.status,
    (status) => status === 'ready',
    WITHIN_MS,
  )
  for (let word = 0; word < WORDS; word++) {
    const search = `/v3/search/images/creative?phrase=word${word}&fields=id&page_size=100`
    const { json } = await get(base + search, { 'api-key': key })
    const expected = [...visible].filter(([, said]) => said === `word${word}`).map(([id]) => String(id))
    assert.equal(json.result_count, expected.length)
    assert.deepEqual(new Set(json.images.map(({ id }: { id: string }) => id)), new Set(expected))
  }
}

const titled = (word: string): SearchQuery => ({
  text: { match: 'all', clauses: [[[word]]], excluded: [], preferred: [], emphasised: [], relaxedBelow: 0 },
  filters: [],
  sort: { by: 'newest' },
  page: { offset: 0, size: 10_000 },
  facets: {},
})
