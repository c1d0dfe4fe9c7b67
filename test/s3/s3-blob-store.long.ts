import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { openBucket } from '../../src/blobs/s3/bucket.ts'
import { s3BlobStore } from '../../src/blobs/s3/s3-blob-store.ts'
import { Spool } from '../../src/blobs/s3/spool.ts'
import { hashFile } from '../../src/lib/hash.ts'
import { blobStoreContract } from '../contracts/blob-store.ts'
import { temporaryFolder } from '../support/library.ts'
import { startS3 } from '../support/s3-server.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

const lifetime = suiteLifetime()
const server = await startS3({ ...lifetime, skip: (reason) => void it(reason, { skip: true }) })
let folders = 0

/** Opens a store in a folder of its own. */
async function open(t: TestContext, maxSpoolBytes = 1e9) {
  const { bucket } = server!
  const spool = new Spool(await temporaryFolder(t), maxSpoolBytes)
  return s3BlobStore({ ...bucket, folder: `folder-${++folders}/blobs` }, spool)
}

if (server !== null) blobStoreContract('A bucket', open)

describe('a bucket', { skip: server === null }, () => {
  it('keeps a file that is sent in parts, and reads it from any position', async (t) => {
    const [store, path] = [await open(t), join(await temporaryFolder(t), 'video')]
    const bytes = randomBytes(70_000_000)
    await writeFile(path, bytes)
    const { sha256 } = await hashFile(path)
    await store.putFile(sha256, path)
    assert.equal(await store.has(sha256, bytes.length), true)
    const file = (await store.open(sha256))!
    const into = Buffer.alloc(100_000)
    for (const position of [0, 100_000, 60_000_000, 69_950_000, 5]) {
      const length = await file.read(into, position)
      assert.deepEqual(into.subarray(0, length), bytes.subarray(position, position + into.length))
    }
    await file.close()
    assert.deepEqual(await store.withLocalFile(sha256, (local) => readFile(local)), bytes)
    await writeFile(path, 'changed')
    await assert.rejects(store.putFile('0'.repeat(64), path), { code: 'FileChanged' })
    await writeFile(path, randomBytes(40_000_000))
    await assert.rejects(store.putFile('1'.repeat(64), path), { code: 'FileChanged' })
    assert.equal(await store.has('1'.repeat(64)), false)
  })

  it('copies no more files at once than there is space for', async (t) => {
    const store = await open(t, 250)
    const keys = await Promise.all([1, 2, 3, 4, 5].map((byte) => store.put(Buffer.alloc(100, byte))))
    const large = await store.put(Buffer.alloc(300))
    let [atOnce, most] = [0, 0]
    const two = Promise.withResolvers<void>()
    await Promise.all(
      [...keys, large].map((key) =>
        store.withLocalFile(key, async (path) => {
          atOnce++
          most = Math.max(most, atOnce)
          if (atOnce === 2) two.resolve()
          if (key !== large) await two.promise
          await readFile(path)
          atOnce--
        }),
      ),
    )
    assert.deepEqual([atOnce, most], [0, 2])
  })

  it('stores nothing in a bucket that does not exist, and says so', async (t) => {
    const nowhere = openBucket('s3://nowhere', server!.environment)
    const store = s3BlobStore(nowhere, new Spool(await temporaryFolder(t), 1e9))
    const path = join(await temporaryFolder(t), 'picture')
    await writeFile(path, 'bytes')
    const { sha256 } = await hashFile(path)
    for (const work of [() => store.put(Buffer.from('bytes')), () => store.putFile(sha256, path)])
      await assert.rejects(work(), { message: 'The store of pictures cannot be reached' })
    await assert.rejects(store.putFile(sha256, `${path}.gone`), { code: 'ENOENT' })
  })

  it('says when it cannot be reached, and works again when it can', async (t) => {
    const store = await open(t)
    const key = await store.put(Buffer.from('kept'))
    await server!.kill()
    for (const work of [() => store.has(key), () => store.open(key), () => store.put(Buffer.from('new'))])
      await assert.rejects(work(), { message: 'The store of pictures cannot be reached' })
    await server!.start()
    assert.deepEqual(await store.read(key), Buffer.from('kept'))
  })
})
