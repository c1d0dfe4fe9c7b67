import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import type { BlobStore } from '../../src/blobs/blob-store.ts'
import { temporaryFolder } from '../support/library.ts'

const BYTES = Buffer.from('Not really a picture.')
const KEY = createHash('sha256').update(BYTES).digest('hex')
const OTHER = createHash('sha256').update('other').digest('hex')

/** The contract of every blob store, which each adapter runs. */
export function blobStoreContract(name: string, open: (t: TestContext) => Promise<BlobStore>): void {
  describe(`${name} as a blob store`, () => {
    it('keeps bytes under their SHA-256, once', async (t) => {
      const blobs = await open(t)
      assert.equal(await blobs.put(BYTES), KEY)
      assert.equal(await blobs.put(BYTES), KEY)
      assert.deepEqual(await blobs.read(KEY), BYTES)
      assert.deepEqual(
        [await blobs.has(KEY), await blobs.has(KEY, BYTES.length), await blobs.has(KEY, 3)],
        [true, true, false],
      )
    })

    it('keeps a file, and refuses one whose content has changed', async (t) => {
      const blobs = await open(t)
      const path = join(await temporaryFolder(t), 'picture')
      await writeFile(path, BYTES)
      await blobs.putFile(KEY, path)
      assert.deepEqual(await blobs.read(KEY), BYTES)
      await assert.rejects(blobs.putFile(OTHER, path), { code: 'FileChanged' })
      assert.equal(await blobs.has(OTHER), false)
    })

    it('opens a blob, of which any part can be read', async (t) => {
      const blobs = await open(t)
      await blobs.put(BYTES)
      const file = (await blobs.open(KEY))!
      const read = async (position: number, length: number) => {
        const into = Buffer.alloc(length)
        return into.toString('utf8', 0, await file.read(into, position))
      }
      assert.equal(file.bytes, BYTES.length)
      assert.deepEqual(
        [await read(0, 100), await read(4, 6), await read(13, 100), await read(100, 1)],
        [String(BYTES), 'really', 'picture.', ''],
      )
      await file.close()
      const empty = (await blobs.open(await blobs.put(Buffer.alloc(0))))!
      assert.deepEqual([empty.bytes, await empty.read(Buffer.alloc(1), 0)], [0, 0])
      await empty.close()
    })

    it('provides a local file with the bytes', async (t) => {
      const blobs = await open(t)
      await blobs.put(BYTES)
      assert.deepEqual(await blobs.withLocalFile(KEY, (path) => readFile(path)), BYTES)
      await assert.rejects(
        blobs.withLocalFile(KEY, () => Promise.reject(new Error('failed work'))),
        /failed work/,
      )
      assert.deepEqual(await blobs.read(KEY), BYTES)
    })

    it('returns null or false for missing blobs, and removes blobs', async (t) => {
      const blobs = await open(t)
      await blobs.put(BYTES)
      await blobs.remove(KEY)
      await blobs.remove(KEY)
      assert.deepEqual(
        [
          await blobs.has(KEY),
          await blobs.read(KEY),
          await blobs.open(KEY),
          await blobs.withLocalFile(KEY, async () => 1),
        ],
        [false, null, null, null],
      )
      assert.equal(await blobs.put(BYTES), KEY)
    })

    it('sweeps away nothing that is complete', async (t) => {
      const blobs = await open(t)
      await blobs.sweep(new Date())
      await blobs.put(BYTES)
      await blobs.sweep(new Date(Date.now() + 365 * 24 * 3600 * 1000))
      assert.equal(await blobs.has(KEY), true)
    })
  })
}
