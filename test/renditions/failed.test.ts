import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { copyFile, rm } from 'node:fs/promises'
import { describe, it } from 'node:test'
import { emptyLibrary, get, ingestAndIndex, serve, temporaryFolder } from '../support/library.ts'
import { writePicture } from '../support/pictures.ts'
import { displaySizes, fetchPicture } from '../support/shown.ts'

describe('a rendition that could not be made', () => {
  it('occupies a decoder only once, and is tried again after a while', async (t) => {
    const folder = await temporaryFolder(t)
    const picture = await writePicture(folder, 'a.jpg', { width: 900, height: 600 })
    const library = await emptyLibrary(t, { decodeTimeoutMs: 3000, decoders: 1 })
    await ingestAndIndex(library, folder)
    const { blob } = await library.db.selectFrom('master').select('blob').executeTakeFirstOrThrow()
    const original = await library.blobs.withLocalFile(blob, async (path) => path)
    await rm(original!)
    execFileSync('mkfifo', [original!]) // Reading a pipe without a writer blocks for ever.
    let later = 0
    const now = () => new Date(Date.now() + later)
    const server = await serve({ ...library, now }, { abilities: ['large'] })
    const { uri } = (await displaySizes(server, 100000001)).mid_res_comp!
    const first = performance.now()
    assert.equal((await get(uri)).status, 404)
    assert.ok(performance.now() - first < 5500, 'it was tried twice')
    assert.deepEqual(library.decoder.pids(), [])

    const { status, json } = await get(uri)
    assert.deepEqual([status, json.ErrorMessage], [404, 'This picture cannot be shown in this size.'])
    assert.deepEqual(library.decoder.pids(), [], 'a decoder was started for it')

    await rm(original!)
    await copyFile(picture, original!)
    assert.equal((await get(uri)).status, 404)
    later = 7_200_000
    await fetchPicture(uri)
  })
})
