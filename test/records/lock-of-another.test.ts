import assert from 'node:assert/strict'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, it } from 'node:test'
import { createClient } from '../../src/access/clients.ts'
import { emptyLibrary, ingestAndIndex, serve, temporaryFolder } from '../support/library.ts'
import { writePicture } from '../support/pictures.ts'

describe('the write lock of another process', () => {
  it('makes writers wait while requests are still served', async (t) => {
    const folder = await temporaryFolder(t)
    await writePicture(folder, 'lake.jpg', { title: 'Lake' })
    const library = await emptyLibrary(t)
    await ingestAndIndex(library, folder)
    const server = await serve(library)
    const others = ['records.db', 'index.db'].map((name) => new DatabaseSync(join(library.config.data, name)))
    t.after(() => {
      for (const other of others) if (other.isOpen) other.close()
    })
    for (const other of others) other.exec('begin immediate')
    let isMade = false
    const client = { name: 'new', key: 'k', qps: null, expiresMs: null, now: new Date() }
    const made = createClient(library.db, client).then(() => {
      isMade = true
    })
    const cleared = library.index.clear(0)
    const startedMs = performance.now()
    for (let request = 0; request < 20; request++)
      assert.equal((await server.get('/v3/search/images/creative?fields=title')).json.result_count, 1)
    assert.ok(performance.now() - startedMs < 5000, 'requests waited for the lock')
    assert.equal(isMade, false)
    for (const other of others) {
      other.exec('commit')
      other.close()
    }
    await Promise.all([made, cleared])
    assert.ok(isMade)
  })
})
