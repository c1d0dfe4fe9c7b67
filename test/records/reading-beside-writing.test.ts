import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { copyFile, mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createClient, listClients } from '../../src/access/clients.ts'
import { openCheckpoints } from '../../src/db/checkpoints.ts'
import { openDatabase } from '../../src/db/database.ts'
import { migrate } from '../../src/db/migrate.ts'
import { WalSync } from '../../src/db/wal-sync.ts'
import { temporaryFolder } from '../support/library.ts'

const WRITER = fileURLToPath(new URL('../support/write-secrets.ts', import.meta.url))

/** Returns how often a process that writes like this syncs to the disk, according to Node's trace. */
async function syncsOf(folder: string, way: 'at once' | 'one by one', writes: number): Promise<number> {
  await mkdir(folder)
  const trace = ['--trace-event-categories', 'node.fs.async']
  await promisify(execFile)(process.execPath, [...trace, WRITER, way, String(writes)], { cwd: folder })
  const logs = (await readdir(folder)).filter((name) => name.endsWith('.log'))
  const texts = await Promise.all(logs.map((name) => readFile(join(folder, name), 'utf8')))
  const events = texts.flatMap((text) => JSON.parse(text).traceEvents as { name: string; ph: string }[])
  return events.filter(({ name, ph }) => name === 'fdatasync' && ph === 'b').length
}

describe('reading records during a write', () => {
  it('does not wait for a transaction, and sees it once it is committed', async (t) => {
    const db = openDatabase(join(await temporaryFolder(t), 'records.db'))
    t.after(() => db.destroy())
    await migrate(db)
    const client = { key: 'k', qps: null, expiresMs: null, now: new Date() }
    await db.transaction().execute(async (tx) => {
      await createClient(tx, { ...client, name: 'new' })
      assert.deepEqual([(await listClients(tx)).length, (await listClients(db)).length], [1, 0])
    })
    assert.equal((await listClients(db)).length, 1)
    const failed = db.transaction().execute(async (tx) => {
      await createClient(tx, { ...client, name: 'other', key: 'l' })
      throw new Error('no')
    })
    await assert.rejects(failed, /^Error: no$/)
    assert.equal((await listClients(db)).length, 1)
  })

  it('a write resolves when it is on the disk; concurrent writes share the sync', async (t) => {
    const folder = await temporaryFolder(t)
    assert.ok((await syncsOf(join(folder, 'a'), 'one by one', 20)) >= 20)
    const shared = await syncsOf(join(folder, 'b'), 'at once', 200)
    assert.ok(shared >= 2 && shared < 100, `${shared} waits for 200 writes`)
  })

  it('a transaction that only reads resolves when what it has read is on the disk', async (t) => {
    const db = openDatabase(join(await temporaryFolder(t), 'records.db'))
    t.after(() => db.destroy())
    await migrate(db)
    let isOnDisk = false
    const writing = db
      .transaction()
      .execute((tx) =>
        createClient(tx, { name: 'new', key: 'k', qps: null, expiresMs: null, now: new Date() }),
      )
      .then(() => {
        isOnDisk = true
      })
    const read = await db.transaction().execute((tx) => listClients(tx))
    assert.deepEqual([read.length, isOnDisk], [1, true])
    await writing
  })

  it('the log is copied into the database by a connection of its own', async (t) => {
    const folder = await temporaryFolder(t)
    const path = join(folder, 'records.db')
    const db = openDatabase(path)
    t.after(() => db.destroy())
    await migrate(db)
    const checkpoint = await openCheckpoints(path)
    for (const name of ['a', 'b']) {
      await createClient(db, { name, key: name, qps: null, expiresMs: null, now: new Date() })
      checkpoint()
      // Without its log, the database has what was copied.
      const copy = openDatabase(join(folder, name))
      await copyFile(path, join(folder, name))
      t.after(() => copy.destroy())
      assert.deepEqual(
        (await listClients(copy)).map((it) => it.name),
        (await listClients(db)).map((it) => it.name),
      )
    }
  })

  it('no write is acknowledged after the disk has failed', async (t) => {
    const folder = await temporaryFolder(t)
    const log = new WalSync(join(folder, 'records.db'))
    await assert.rejects(log.sync(), /ENOENT/)
    const db = openDatabase(join(folder, 'records.db'))
    await migrate(db)
    await assert.rejects(log.sync(), /ENOENT/)
    await log.close()
    await db.destroy()
  })
})
