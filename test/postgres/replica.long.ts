import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import pg from 'pg'
import { editAsset } from '../../src/catalogue/edit-asset.ts'
import type { Library } from '../../src/compose.ts'
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
/** Searches at once, and what is waited for between two failures of the replica. */
const [SEARCHING, MORE] = [4, 20]
const WITHIN_MS = 60_000

describe('a replica of the records', () => {
  // Ends after the test, and its library.
  const lifetime = suiteLifetime()

  /** Serves a few pictures, whose records are read from a replica. */
  async function serveWithReplica(t: TestContext) {
    const servers = { ...lifetime, skip: (reason: string) => t.skip(reason) }
    const postgres = await startPostgres(servers)
    if (postgres === null) return null
    const folder = await temporaryFolder(t)
    await writeSmallPictures(folder, PICTURES)
    const records = await newDatabase(postgres.address('postgres'), folder)
    const replica = await startReplica(servers, postgres)
    const recordReplica = replica.address(new URL(records).pathname.slice(1))
    const settings = { records, recordReplica, maxAnswerMemoryBytes: 0, maxRecordCacheBytes: 0 }
    const library = await emptyLibrary(t, settings)
    await ingestAndIndex(library, folder)
    const server = await serve(library)
    const queries = t.mock.method(pg.Client.prototype, 'query')
    const replicaPort = Number(new URL(recordReplica).port)
    return {
      library,
      replica,
      /** How often assets were read from the replica. */
      readsOfReplica: () =>
        queries.mock.calls.filter(
          ({ this: client, arguments: [query] }) =>
            (client as pg.Client).port === replicaPort && JSON.stringify(query).includes(ASSETS),
        ).length,
      pauseReplay: () => runInPostgres(recordReplica, 'select pg_wal_replay_pause()'),
      resumeReplay: () => runInPostgres(recordReplica, 'select pg_wal_replay_resume()'),
      /** Searches; returns the title of the first picture. */
      async titleFound() {
        const { status, json } = await server.get(SEARCH)
        assert.equal(status, 200)
        assert.equal(json.images.length, PICTURES)
        return json.images.find(({ id }: { id: string }) => id === String(FIRST_ID)).title as string
      },
    }
  }

  const edit = ({ db, now }: Pick<Library, 'db' | 'now'>, title: string) =>
    db.transaction().execute((tx) => editAsset(tx, FIRST_ID, { title }, now()))

  it('is read for search results while it has all changes, and never when it is behind or away', async (t: TestContext) => {
    const served = await serveWithReplica(t)
    if (served === null) return
    const { library, replica, readsOfReplica, titleFound } = served
    const search = async () => {
      const before = readsOfReplica()
      const title = await titleFound()
      return { title, isFromReplica: readsOfReplica() > before }
    }
    const untilRead = (title: string) =>
      until(search, (found) => found.isFromReplica && found.title === title, RECOVERY_MS)

    await edit(library, 'First')
    await untilRead('First')

    await served.pauseReplay()
    await edit(library, 'Not there yet')
    assert.equal(await titleFound(), 'Not there yet')
    await served.resumeReplay()
    await untilRead('Not there yet')

    await replica.kill()
    await edit(library, 'While it is away')
    for (let turn = 0; turn < 3; turn++) assert.equal(await titleFound(), 'While it is away')
    await replica.start()
    await untilRead('While it is away')
  })

  it('shows nothing that was changed before, while records change and it stops again and again', async (t: TestContext) => {
    const served = await serveWithReplica(t)
    if (served === null) return
    const { library, replica, readsOfReplica, titleFound } = served
    await edit(library, '0')
    let isOver = false
    t.after(() => {
      isOver = true
    })
    const whileRunning = async (work: () => Promise<void>) => {
      while (!isOver) await work()
    }
    let [edits, searches] = [0, 0]
    const editing = whileRunning(async () => {
      await edit(library, String(edits + 1))
      edits++
    })
    const search = async () => {
      const before = edits
      const found = Number(await titleFound())
      assert.ok(found >= before, `${found} after ${before}`)
      searches++
    }
    const working = [editing, ...Array.from({ length: SEARCHING }, () => whileRunning(search))]
    const failed = Promise.all(working)
    const more = async (count: () => number) => {
      const wanted = count() + MORE
      await Promise.race([until(async () => count() >= wanted, Boolean, WITHIN_MS), failed])
    }
    for (let turn = 0; turn < 2; turn++) {
      await more(readsOfReplica)
      await served.pauseReplay()
      await more(() => searches)
      await served.resumeReplay()
      await more(readsOfReplica)
      await replica.kill()
      await more(() => searches)
      await replica.start()
    }
    isOver = true
    await failed
    assert.equal(await titleFound(), String(edits))
    t.diagnostic(`${searches} searches, ${readsOfReplica()} of the replica, beside ${edits} changes`)
  })
})
