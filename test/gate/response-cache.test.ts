import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createClient } from '../../src/access/clients.ts'
import { openRecords } from '../../src/compose-records.ts'
import { raiseRevision } from '../../src/db/revisions.ts'
import { catchUp } from '../../src/search/indexer.ts'
import { emptyLibrary, serve } from '../support/library.ts'
import { addRecord } from '../support/records.ts'
import { until } from '../support/until.ts'

const SEARCH = '/v3/search/images/creative?fields=title'

describe('the response cache', () => {
  it('tells what came from the cache and its age, and is emptied when the library changes', async (t) => {
    const library = await emptyLibrary(t, { responseCache: true })
    let ms = Date.parse('2026-05-31T12:00:00Z')
    const server = await serve({ ...library, now: () => new Date(ms) })
    const told = async () => {
      const { headers, json } = await server.get(SEARCH)
      return [headers.get('x-cache'), headers.get('age'), json.result_count]
    }
    await told()
    ms += 1000
    assert.deepEqual(await until(told, ([cache]) => cache === 'Hit from vitrine', 2000), [
      'Hit from vitrine',
      '1',
      0,
    ])
    ms += 41_000
    assert.deepEqual(await told(), ['Hit from vitrine', '42', 0])
    await addRecord(library, { title: 'Lake' })
    await catchUp(library)
    await until(told, ([, , total]) => total === 1, 2000)
    assert.equal((await told())[0], 'Hit from vitrine')
  })

  it('is emptied when another process has changed what responses show besides records', async (t) => {
    const library = await emptyLibrary(t, { responseCache: true })
    const server = await serve(library)
    const cache = async () => (await server.get(SEARCH)).headers.get('x-cache')
    await until(cache, (told) => told === 'Hit from vitrine', 2000)
    const other = await openRecords(library.config)
    t.after(() => other.destroy())
    await other.transaction().execute((tx) => raiseRevision(tx, 'answers'))
    await until(cache, (told) => told === 'Miss from vitrine', 1000)
  })

  it('keeps responses when unrelated data is written', async (t) => {
    const library = await emptyLibrary(t, { responseCache: true })
    let ms = Date.parse('2026-05-31T12:00:00Z')
    const { get, http } = await serve({ ...library, now: () => new Date(ms) })
    const ageOf = async () => Number((await get(SEARCH)).headers.get('age'))
    await ageOf()
    ms += 1000
    await until(ageOf, (age) => age === 1, 2000)
    // The server itself notes when a key was used.
    const lastUses = () => library.db.selectFrom('client').select('lastUsedMs').execute()
    await until(lastUses, (clients) => clients.some(({ lastUsedMs }) => lastUsedMs !== null), 2000)
    // Once two more keys are known, all followers have run again.
    for (const key of ['first', 'second']) {
      await library.db
        .transaction()
        .execute((tx) => createClient(tx, { name: key, key, qps: null, expiresMs: null, now: library.now() }))
      const status = async () => (await fetch(`${http}/v3/countries`, { headers: { 'api-key': key } })).status
      await until(status, (it) => it === 200, 2000)
    }
    ms += 1000
    assert.equal(await ageOf(), 2)
  })

  it('adds no headers unless the owner turns it on', async (t) => {
    const server = await serve(await emptyLibrary(t))
    await server.get(SEARCH)
    const { headers } = await server.get(SEARCH)
    assert.equal(headers.get('x-cache'), null)
    assert.equal(headers.get('age'), null)
  })
})
