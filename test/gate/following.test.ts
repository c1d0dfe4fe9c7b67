import assert from 'node:assert/strict'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Readable } from 'node:stream'
import { describe, it, type TestContext } from 'node:test'
import type { KyselyPlugin } from 'kysely'
import { createClient, newKey, revokeClient } from '../../src/access/clients.ts'
import { openLibrary } from '../../src/compose.ts'
import { ingestFolder } from '../../src/ingest/ingest.ts'
import { importVocabulary } from '../../src/vocabulary/import-vocabulary.ts'
import { command } from '../support/command.ts'
import {
  emptyLibrary,
  get,
  ingestAndIndex,
  serve,
  type TestLibrary,
  temporaryFolder,
} from '../support/library.ts'
import { writePicture } from '../support/pictures.ts'
import { addRecord } from '../support/records.ts'
import { until } from '../support/until.ts'

/** Ingests a folder like another process: into the records, with separate connections. */
async function takeInBeside(
  t: TestContext,
  { config }: TestLibrary,
): Promise<(folder: string) => Promise<void>> {
  const beside = await openLibrary(config)
  t.after(() => beside.close())
  return async (folder) => {
    await ingestFolder(beside, { folder })
  }
}

describe('a running server', () => {
  it('follows keys and records even if its index fails', async (t) => {
    const folder = await temporaryFolder(t)
    await writePicture(folder, 'a.jpg', { title: 'Lake' })
    const library = await emptyLibrary(t, { searchEngine: 'fts5' })
    await ingestAndIndex(library, folder)
    const server = await serve(library)
    const title = async () =>
      (await server.get('/v3/images/100000001?fields=title')).json.images[0].title as string
    assert.equal(await title(), 'Lake')
    const { data } = library.config
    const made = await command(['keys', 'create', '--name', 'Shop', '--data', data, '--json'])
    const { id, key } = JSON.parse(made.stdout) as { id: string; key: string }
    const send = () => get(`${server.http}/v3/countries`, { 'api-key': key })
    await until(send, ({ status }) => status === 200, 1000)

    const index = new DatabaseSync(join(data, 'index.db'))
    index.exec('drop table position')
    index.close()
    await command(['keys', 'revoke', id, '--data', data])
    await until(send, ({ status }) => status === 403, 1000)
    await writePicture(folder, 'a.jpg', { title: 'Lake Lucerne', colour: 'navy' })
    await (await takeInBeside(t, library))(folder)
    await until(title, (now) => now === 'Lake Lucerne', 1000)
  })

  it('immediately refuses a key revoked by this process, and reloads keys only when keys change', async (t) => {
    const folder = await temporaryFolder(t)
    const library = await emptyLibrary(t)
    let reads = 0
    const countReads: KyselyPlugin = {
      transformQuery({ node }) {
        if (node.kind === 'SelectQueryNode' && JSON.stringify(node.from ?? null).includes('"client"')) reads++
        return node
      },
      transformResult: async ({ result }) => result,
    }
    const server = await serve({ ...library, db: library.db.withPlugin(countReads) })
    reads = 0
    const beside = await takeInBeside(t, library)
    const found = async () => (await server.get('/v3/search/images')).json.result_count as number
    for (const count of [1, 2, 3]) {
      await writePicture(folder, `${count}.jpg`, { title: `Lake ${count}` })
      await beside(folder)
      await until(found, (now) => now === count, 10_000)
    }
    const before = reads
    const transaction = library.db.transaction()
    for (const round of [1, 2, 3]) {
      const key = newKey()
      const client = { name: 'Shop', key, qps: null, expiresMs: null, now: new Date() }
      const status = async () => (await get(`${server.http}/v3/countries`, { 'api-key': key })).status
      const { id } = await transaction.execute((tx) => createClient(tx, client))
      assert.equal(await status(), 200, 'without waiting for the next check')
      const rolledBack = transaction.execute(async (tx) => {
        await revokeClient(tx, id, new Date())
        throw new Error('rolled back')
      })
      await assert.rejects(rolledBack, /rolled back/)
      assert.equal(await status(), 200)
      await transaction.execute((tx) => revokeClient(tx, id, new Date()))
      assert.equal(await status(), 403)
      assert.equal(reads - before, 2 * round, 'one reload for each change of a key')
    }
    assert.ok(before <= 1, `${before} reads of keys while pictures were taken in`)
  })

  it('uses the words of a vocabulary imported by this process, even if no record has them', async (t) => {
    const library = await emptyLibrary(t)
    await addRecord(library, { title: 'A dog runs' })
    const server = await serve(library)
    const found = async () =>
      (await server.get('/v3/search/images?phrase=Zottel', { 'accept-language': 'de' })).json.result_count
    assert.equal(await found(), 0)
    const words = Readable.from([Buffer.from('id,en-US,de\n,dog,Zottel\n')])
    assert.equal((await importVocabulary(library, words)).added, 1)
    await until(found, (count) => count === 1, 1000)
  })

  it('caches no outdated response when a change is committed at the worst moment', async (t) => {
    const folder = await temporaryFolder(t)
    await writePicture(folder, 'a.jpg', { title: 'Lake' })
    const library = await emptyLibrary(t)
    const beside = await takeInBeside(t, library)
    let happened = () => {}
    const change = new Promise<void>((resolve) => {
      happened = resolve
    })
    // Commits right after the follower of answers has read the end of the change log, before it looks at the index.
    let isServing = false
    let moment: 'far' | 'near' | 'past' = 'far'
    const atTheMoment: KyselyPlugin = {
      transformQuery: ({ node }) => node,
      async transformResult({ result }) {
        if (moment === 'near' && Object.keys(result.rows[0] ?? {}).join() === 'name,value') {
          moment = 'past'
          await beside(folder)
          happened()
        }
        return result
      },
    }
    const server = await serve({
      ...library,
      db: library.db.withPlugin(atTheMoment),
      index: {
        ...library.index,
        async position() {
          if (moment === 'far' && isServing) moment = 'near'
          return library.index.position()
        },
      },
    })
    isServing = true
    await change
    const found = async () =>
      (await server.get('/v3/search/images/creative?phrase=lake')).json.result_count as number
    // An answer that is kept wrongly is never right again: a busy machine may take its time.
    await until(found, (count) => count === 1, 20_000)
  })
})
