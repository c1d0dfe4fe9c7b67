import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import pg from 'pg'
import { FIRST_ID, writeSmallPictures } from '../support/downloads.ts'
import { emptyLibrary, ingestAndIndex, serve, temporaryFolder } from '../support/library.ts'
import { newDatabase } from '../support/postgres-databases.ts'
import { startPostgres } from '../support/postgres-server.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

const REQUESTS = 10

describe('metadata of an image, with the records in PostgreSQL', () => {
  // Ends after the test, and its library.
  const lifetime = suiteLifetime()

  it('takes at most two round trips to the database', async (t: TestContext) => {
    const postgres = await startPostgres({ ...lifetime, skip: (reason) => t.skip(reason) })
    if (postgres === null) return
    const folder = await temporaryFolder(t)
    await writeSmallPictures(folder, REQUESTS)
    const records = await newDatabase(postgres.address('postgres'), folder)
    const settings = { records, maxAnswerMemoryBytes: 0, maxRecordCacheBytes: 0 }
    const library = await emptyLibrary(t, settings)
    await ingestAndIndex(library, folder)
    const server = await serve(library)
    const queries = t.mock.method(pg.Client.prototype, 'query')
    const counts: number[] = []
    for (let id = FIRST_ID; id < FIRST_ID + REQUESTS; id++) {
      queries.mock.resetCalls()
      const { status } = await server.get(`/v3/images/${id}`)
      assert.equal(status, 200)
      counts.push(queries.mock.callCount())
    }
    // Others may fall into the time of a request: those that ask four times a second what has changed.
    assert.ok(Math.min(...counts) > 0)
    assert.ok(Math.min(...counts) <= 2, `${counts} round trips`)
  })
})
