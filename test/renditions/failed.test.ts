import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { copyFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { pino } from 'pino'
import { emptyLibrary, get, ingestAndIndex, serve, temporaryFolder } from '../support/library.ts'
import { writePicture } from '../support/pictures.ts'
import { displaySizes, fetchPicture } from '../support/shown.ts'
import { until } from '../support/until.ts'

const WITHIN_MS = 10_000

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
    assert.deepEqual([status, json.ErrorMessage], [404, 'This file cannot be shown in this size.'])
    assert.deepEqual(library.decoder.pids(), [], 'a decoder was started for it')

    await rm(original!)
    await copyFile(picture, original!)
    assert.equal((await get(uri)).status, 404)
    later = 7_200_000
    await fetchPicture(uri)
  })
})

describe('a rendition that cannot be saved', () => {
  it('is sent all the same, reported in the log, and made again', async (t) => {
    const folder = await temporaryFolder(t)
    await writePicture(folder, 'a.jpg', { width: 900, height: 600 })
    const library = await emptyLibrary(t)
    await ingestAndIndex(library, folder)
    const logged: string[] = []
    const logger = pino({ level: 'error' }, { write: (line: string) => void logged.push(line) })
    const server = await serve(library, { abilities: ['large'], logger })
    const { uri } = (await displaySizes(server, 100000001)).mid_res_comp!
    const countSaved = async () =>
      (await library.db.selectFrom('rendition').select('blob').where('name', '=', 'mid_res_comp').execute())
        .length

    const unfinished = join(library.config.data, 'blobs', 'unfinished')
    await rm(unfinished, { recursive: true })
    await writeFile(unfinished, 'No folder can be here.')
    const { bytes } = await fetchPicture(uri)
    await until(
      async () => logged.join(''),
      (log) => log.includes('a rendition could not be saved'),
      WITHIN_MS,
    )
    assert.equal(await countSaved(), 0)

    await rm(unfinished)
    assert.deepEqual((await fetchPicture(uri)).bytes, bytes)
    await until(countSaved, (count) => count === 1, WITHIN_MS)
    assert.deepEqual((await fetchPicture(uri)).bytes, bytes)
  })
})
