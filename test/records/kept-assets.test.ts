import assert from 'node:assert/strict'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { purgeAsset, restoreAsset, withdrawAsset } from '../../src/catalogue/asset-lifecycle.ts'
import { assetReader } from '../../src/catalogue/asset-reader.ts'
import { logChange } from '../../src/catalogue/changes.ts'
import { editAsset } from '../../src/catalogue/edit-asset.ts'
import { openRecords } from '../../src/compose-records.ts'
import type { Db } from '../../src/db/database.ts'
import { restoreSnapshot, writeSnapshot } from '../../src/db/snapshot.ts'
import { changeCollection } from '../../src/ingest/manifest/save-others.ts'
import { type Random, randomFrom } from '../../src/lib/random.ts'
import { catchUp } from '../../src/search/indexer.ts'
import { command } from '../support/command.ts'
import { signUp, userToken } from '../support/customers.ts'
import { emptyLibrary, get, type Served, serve, type TestLibrary } from '../support/library.ts'
import { addRecord } from '../support/records.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'
import { until } from '../support/until.ts'

const NOW = Date.UTC(2026, 4, 3, 12)
const STEP_MS = 20_000
const ASSETS = 40
const ROUNDS = 40
/** Room for all assets, and for ten of them. */
const [ALL_BYTES, FEW_BYTES] = [2 ** 24, 20_000]
const COLLECTIONS = ['Lakes', 'Hills', 'Towns']
const FIELDS = 'detail_set,thumbhash,accessrestriction,download_sizes,istock_collection,links'
/** Asks for members that are kept as they were presented, with the record. */
const PRESENTED_ONCE = '/v3/search/images?phrase=lake&fields=summary_set,comp'

const lifetime = suiteLifetime()

/** A library with servers that differ only in how many assets they keep, and a second process that writes to it. */
async function makeWorld() {
  const clock = { ms: NOW }
  const settings = { maxAnswerMemoryBytes: 0, publicUrl: 'https://pictures.example.org' }
  const opened = await emptyLibrary(lifetime, settings)
  const library: TestLibrary = { ...opened, now: () => new Date(clock.ms) }
  const ids: number[] = []
  for (let number = 0; number < ASSETS; number++) ids.push(await addAsset(library, number))
  const terms = { largestSize: 'medium' as const, brands: ['istockphoto' as const] }
  const products = [{ type: 'easyaccess' as const, terms }]
  const customer = await signUp(library, { products, abilities: ['country'] })
  const servers: Served[] = []
  for (const maxRecordCacheBytes of [ALL_BYTES, FEW_BYTES, 0])
    servers.push(await serve({ ...library, config: { ...library.config, maxRecordCacheBytes } }))
  const other = await openRecords(library.config)
  lifetime.after(() => other.destroy())
  const token = await userToken(servers[0]!, customer)
  return { clock, library, other, ids, servers, key: customer.key, token }
}

/** A third has embargoes and a third expires, one at each step of the clock. */
const addAsset = (library: TestLibrary, number: number) =>
  addRecord(library, {
    title: `Picture ${number}`,
    caption: 'lake',
    collection: COLLECTIONS[number % COLLECTIONS.length]!,
    keywords: [{ type: 'Keyword', text: 'lake' }],
    texts: { de: { title: `Bild ${number}` } },
    size: { width: 3000 + number, height: 2000 },
    ...(number % 3 === 0 && { visibleFromMs: NOW + number * STEP_MS }),
    ...(number % 3 === 1 && { visibleUntilMs: NOW + number * STEP_MS }),
  })

/** Changes of an asset or of all, each in a transaction. */
const CHANGES: readonly ((tx: Db, id: number, random: Random, now: Date) => Promise<unknown>)[] = [
  (tx, id, random, now) => editAsset(tx, id, { title: `Title ${random.below(1e6)}` }, now),
  (tx, id, random, now) => {
    const visibleUntilMs = NOW + random.below(48) * STEP_MS
    return editAsset(tx, id, { visibleFromMs: null, visibleUntilMs }, now)
  },
  (tx, id, random, now) => editAsset(tx, id, { collection: random.pick(COLLECTIONS) }, now),
  (tx, id, _random, now) => withdrawAsset(tx, id, now),
  (tx, id, _random, now) => restoreAsset(tx, id, now),
  async (tx, _id, random, now) => {
    const { id } = random.pick(await tx.selectFrom('collection').select('id').execute())
    const brand = random.pick(['gettyimages', 'istockphoto'] as const)
    const territories = random.pick([JSON.stringify({ deny: ['DEU'] }), JSON.stringify({ deny: ['NOR'] })])
    await changeCollection(tx, id, { code: null, brand, territories }, now)
  },
]

describe('assets that a server keeps', () => {
  let world: Awaited<ReturnType<typeof makeWorld>>
  before(async () => {
    world = await makeWorld()
    await expectEqualAnswers('at first')
  })

  /** Asks all servers for all assets, in the ways that depend on the caller. Returns what is answered differently. */
  async function differences(): Promise<string[]> {
    const found: string[] = []
    const { servers, ids, key, token } = world
    const requests: readonly [path: string, headers: Record<string, string>][] = [
      [`/v3/images?ids=${ids}&fields=${FIELDS}`, {}],
      [`/v3/images?ids=${ids}&fields=${FIELDS}`, { 'accept-language': 'de' }],
      [`/v3/images?ids=${ids}&fields=${FIELDS}`, { authorization: `Bearer ${token}` }],
      [`/v3/search/images?phrase=lake&fields=${FIELDS}`, { 'gi-country-code': 'DEU' }],
      [PRESENTED_ONCE, {}],
      [PRESENTED_ONCE, { 'accept-language': 'de' }],
      [PRESENTED_ONCE, { authorization: `Bearer ${token}` }],
    ]
    for (const [path, headers] of requests) {
      const sent = servers.map(({ http }) => get(http + path, { 'api-key': key, ...headers }))
      const [all, few, none] = await Promise.all(sent)
      assert.equal(none!.status, 200, none!.text)
      const asked = `${path} ${JSON.stringify(headers)}`
      if (all!.text !== none!.text) found.push(asked)
      if (few!.text !== none!.text) found.push(`if few are kept: ${asked}`)
    }
    return found
  }

  const expectEqualAnswers = async (when: string) => assert.deepEqual(await differences(), [], when)

  /** The same, soon: servers do not ask with each request what other processes have changed. */
  const untilEqualAnswers = () => until(differences, (found) => found.length === 0, 1000)

  const shownTitle = async (id: number): Promise<string> =>
    (await world.servers[0]!.get(`/v3/images/${id}`)).json.images[0].title

  it('are forgotten when a command has changed or purged them, and when all records are replaced', async () => {
    const { library, other, ids } = world
    const snapshot = join(library.config.data, 'snapshot.db')
    await writeSnapshot(library.db, snapshot)
    await command(['assets', 'edit', String(ids[2]), '--title', 'Edited', '--data', library.config.data])
    await untilEqualAnswers()
    assert.equal(await shownTitle(ids[2]!), 'Edited')
    await other.transaction().execute((tx) => purgeAsset(tx, ids[5]!, library.now()))
    await untilEqualAnswers()
    await restoreSnapshot(other, snapshot)
    await untilEqualAnswers()
    assert.equal(await shownTitle(ids[2]!), 'Picture 2')
  })

  it('are forgotten all at once when very much has changed', async () => {
    const { library, other, ids } = world
    const change = { subject: 'asset', ids, kind: 'updated', at: library.now() } as const
    await other.transaction().execute(async (tx) => {
      await editAsset(tx, ids[2]!, { title: 'Long ago' }, library.now())
      for (let times = 0; times < 30; times++) await logChange(tx, change)
    })
    await untilEqualAnswers()
    assert.equal(await shownTitle(ids[2]!), 'Long ago')
  })

  it('are not kept if they have changed since they were read', async () => {
    const { library, ids } = world
    const [wasRead, isChanged] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const slow = library.db.withPlugin({
      transformQuery: ({ node }) => node,
      async transformResult({ result }) {
        if (!result.rows.some(({ id }) => id === ids[2])) return result
        wasRead.resolve()
        await isChanged.promise
        return result
      },
    })
    const reader = assetReader(slow, ALL_BYTES)
    const before = reader.read([ids[2]!])
    await wasRead.promise
    await library.db.transaction().execute((tx) => editAsset(tx, ids[2]!, { title: 'New' }, library.now()))
    await reader.read([ids[3]!])
    isChanged.resolve()
    assert.notEqual((await before).get(ids[2]!)!.title, 'New')
    assert.equal((await reader.read([ids[2]!])).get(ids[2]!)!.title, 'New')
  })

  it('are shown as they are in the records, whatever changes while they are read', async () => {
    const { clock, library, other, ids, servers, key } = world
    const random = randomFrom(1)
    for (let round = 0; round < ROUNDS; round++) {
      if (random.next() < 0.2) clock.ms += STEP_MS
      const [change, db, id] = [
        random.below(CHANGES.length),
        random.pick([library.db, other]),
        random.pick(ids),
      ]
      const meanwhile = servers.map(({ http }) => get(`${http}/v3/images?ids=${ids}`, { 'api-key': key }))
      await db.transaction().execute((tx) => CHANGES[change]!(tx, id, random, library.now()))
      await Promise.all(meanwhile)
      await catchUp(library)
      if (db === other) await untilEqualAnswers()
      else await expectEqualAnswers(`round ${round}, change ${change} of ${id}`)
    }
  })
})
