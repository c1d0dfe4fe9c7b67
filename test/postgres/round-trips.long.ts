import assert from 'node:assert/strict'
import { before, describe, it, type TestContext } from 'node:test'
import pg from 'pg'
import { editAsset } from '../../src/catalogue/edit-asset.ts'
import { openRecords } from '../../src/compose-records.ts'
import type { Db } from '../../src/db/database.ts'
import { FIRST_ID, writeSmallPictures } from '../support/downloads.ts'
import { emptyLibrary, ingestAndIndex, type Served, serve, temporaryFolder } from '../support/library.ts'
import { newDatabase } from '../support/postgres-databases.ts'
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'
import { until } from '../support/until.ts'

const [REQUESTS, EDITS] = [10, 20]
/** How soon a node notices what another one has done. */
const FOLLOW_MS = 1000
const [LOOKS, WITHIN_MS] = [10, 30_000]

describe('metadata of an image, with the records in PostgreSQL', () => {
  // Ends after the tests, and their libraries.
  const lifetime = suiteLifetime()
  let missing = ''
  let postgres: PostgresServer | null

  before(async () => {
    const skip = (reason: string) => {
      missing = reason
    }
    postgres = await startPostgres({ ...lifetime, skip })
  })

  /** Serves a few pictures, without the answer memory. */
  async function servePictures(t: TestContext, settings: Readonly<Record<string, unknown>>) {
    const folder = await temporaryFolder(t)
    await writeSmallPictures(folder, REQUESTS)
    const records = await newDatabase(postgres!.address('postgres'), folder)
    const library = await emptyLibrary(t, { records, maxAnswerMemoryBytes: 0, ...settings })
    await ingestAndIndex(library, folder)
    return { library, server: await serve(library) }
  }

  /** Counts the round trips of each of a few requests. Others may fall into their time: those that ask what has changed. */
  async function countsOf(t: TestContext, server: Served): Promise<number[]> {
    const queries = t.mock.method(pg.Client.prototype, 'query')
    const counts: number[] = []
    for (let id = FIRST_ID; id < FIRST_ID + REQUESTS; id++) {
      queries.mock.resetCalls()
      const { status } = await server.get(`/v3/images/${id}`)
      assert.equal(status, 200)
      counts.push(queries.mock.callCount())
    }
    return counts
  }

  it('takes at most two round trips to the database', async (t: TestContext) => {
    if (postgres === null) return t.skip(missing)
    const { server } = await servePictures(t, { maxRecordCacheBytes: 0 })
    const counts = await countsOf(t, server)
    assert.ok(Math.min(...counts) > 0)
    assert.ok(Math.min(...counts) <= 2, `${counts} round trips`)
  })

  it('takes none while the record is kept, and is of the last change of this node, and soon of one of others', async (t: TestContext) => {
    if (postgres === null) return t.skip(missing)
    const { library, server } = await servePictures(t, {})
    await countsOf(t, server)
    assert.equal(Math.min(...(await countsOf(t, server))), 0)

    const titleIs = async () =>
      (await server.get(`/v3/images/${FIRST_ID}?fields=title`)).json.images[0].title as string
    const edit = (db: Db, title: string) =>
      db.transaction().execute((tx) => editAsset(tx, FIRST_ID, { title }, library.now()))
    for (let number = 0; number < EDITS; number++) {
      await edit(library.db, `Title ${number}`)
      assert.equal(await titleIs(), `Title ${number}`)
    }
    const other = await openRecords(library.config)
    t.after(() => other.destroy())
    await edit(other, 'Title of another node')
    await until(titleIs, (title) => title === 'Title of another node', FOLLOW_MS)
  })

  it('asks once for all that a thread follows', async (t: TestContext) => {
    if (postgres === null) return t.skip(missing)
    await servePictures(t, {})
    const queries = t.mock.method(pg.Client.prototype, 'query')
    const asked = () =>
      queries.mock.calls
        .map(({ arguments: [query] }) => (query as unknown as { text: string }).text)
        .filter((text) => /"revision"|"visible(From|Until)Ms"/.test(text))
    const untilAsked = (times: number) =>
      until(
        async () => asked().length,
        (count) => count >= times,
        WITHIN_MS,
      )
    // At first it asks for more.
    await untilAsked(LOOKS)
    queries.mock.resetCalls()
    await untilAsked(LOOKS)
    assert.deepEqual([...new Set(asked())].slice(1), [])
  })
})
