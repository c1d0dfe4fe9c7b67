import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { purgeAsset, restoreAsset, withdrawAsset } from '../../src/catalogue/asset-lifecycle.ts'
import { editAsset } from '../../src/catalogue/edit-asset.ts'
import { type Random, randomFrom } from '../../src/lib/random.ts'
import { catchUp } from '../../src/search/indexer.ts'
import type { SearchQuery } from '../../src/search/query.ts'
import { startCommand } from '../support/cli.ts'
import { emptyLibrary, type TestLibrary } from '../support/library.ts'
import { addRecord } from '../support/records.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

const ROUNDS = Number(process.env.VITRINE_TEST_KILLS ?? 6)
const SEED = 15
/** Small changes make many segments, which are merged often. */
const CHANGES = 60
const WORDS = 12

describe('a server that is killed while it updates, merges and saves its index', () => {
  const lifetime = suiteLifetime()
  let library: TestLibrary
  before(async () => {
    library = await emptyLibrary(lifetime)
  })

  it(`has an index that equals the records (${ROUNDS} rounds)`, async () => {
    const random = randomFrom(SEED)
    const visible = new Map<number, string>()
    const hidden = new Map<number, string>()
    for (let round = 0; round < ROUNDS; round++) {
      const { process: server, ended } = await startCommand(lifetime, [
        'serve',
        '--data',
        library.config.data,
        '--port',
        '0',
        '--tls-port',
        '0',
      ])
      const killed = endIn(random.between(100, 2500), round % 2 === 0 ? null : random.between(0, 400), server)
      for (let change = 0; change < CHANGES; change++)
        await changeRecord(library, random, { visible, hidden })
      await killed
      await ended
      await compare(library, visible)
    }
  })
})

type Titles = Map<number, string>
type Server = Awaited<ReturnType<typeof startCommand>>['process']

/** Kills the server after a while; with a grace period, asks it to stop first, so that it is saving its index. */
async function endIn(afterMs: number, graceMs: number | null, server: Server): Promise<void> {
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

const titled = (word: string): SearchQuery => ({
  text: { match: 'all', clauses: [[[word]]], excluded: [], preferred: [], emphasised: [], relaxedBelow: 0 },
  filters: [],
  sort: { by: 'newest' },
  page: { offset: 0, size: 10_000 },
  facets: {},
})
