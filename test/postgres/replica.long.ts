import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import pg from 'pg'
import { editAsset } from '../../src/catalogue/edit-asset.ts'
import { FIRST_ID, writeSmallPictures } from '../support/downloads.ts'
import { emptyLibrary, ingestAndIndex, serve, temporaryFolder } from '../support/library.ts'
import { newDatabase } from '../support/postgres-databases.ts'
import { runInPostgres, startPostgres, startReplica } from '../support/postgres-server.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'
import { until } from '../support/until.ts'

const PICTURES = 3
/** Part of the query that reads assets, as JSON has it. */
const ASSETS = JSON.stringify('from "asset"').slice(1, -1)
const SEARCH = '/v3/search/images?sort_order=newest&fields=title,keywords'
/** How soon the replica is read again. */
const RECOVERY_MS = 10_000

describe('a replica of the records', () => {
  // Ends after the test, and its library.
  const lifetime = suiteLifetime()

  it('is read for search results while it has all changes, and never when it is behind or away', async (t: TestContext) => {
    const servers = { ...lifetime, skip: (reason: string) => t.skip(reason) }
    const postgres = await startPostgres(servers)
    if (postgres === null) return
    const folder = await temporaryFolder(t)
    await writeSmallPictures(folder, PICTURES)
    const records = await newDatabase(postgres.address('postgres'), folder)
    const replica = await startReplica(servers, postgres)
    const recordReplica = replica.address(new URL(records).pathname.slice(1))
    const settings = { records, recordReplica, maxAnswerMemoryBytes: 0, maxRecordCacheBytes: 0 }
    const library = await emptyLibrary(t, settings)
    await ingestAndIndex(library, folder)
    const server = await serve(library)

    const replicaPort = Number(new URL(recordReplica).port)
    const queries = t.mock.method(pg.Client.prototype, 'query')
    /** Searches; returns the title of the first picture, and whether it was read from the replica. */
    const search = async () => {
      queries.mock.resetCalls()
      const { status, json } = await server.get(SEARCH)
      assert.equal(status, 200)
      assert.equal(json.images.length, PICTURES)
      const { title } = json.images.find(({ id }: { id: string }) => id === String(FIRST_ID))
      const isFromReplica = queries.mock.calls.some(
        ({ this: client, arguments: [query] }) =>
          (client as pg.Client).port === replicaPort && JSON.stringify(query).includes(ASSETS),
      )
      return { title: title as string, isFromReplica }
    }
    const untilRead = (title: string) =>
      until(search, (found) => found.isFromReplica && found.title === title, RECOVERY_MS)
    const edit = (title: string) =>
      library.db.transaction().execute((tx) => editAsset(tx, FIRST_ID, { title }, library.now()))

    await edit('First')
    await untilRead('First')

    await runInPostgres(recordReplica, 'select pg_wal_replay_pause()')
    await edit('Not there yet')
    assert.equal((await search()).title, 'Not there yet')
    await runInPostgres(recordReplica, 'select pg_wal_replay_resume()')
    await untilRead('Not there yet')

    await replica.kill()
    await edit('While it is away')
    for (let turn = 0; turn < 3; turn++) assert.equal((await search()).title, 'While it is away')
    await replica.start()
    await untilRead('While it is away')
  })
})
