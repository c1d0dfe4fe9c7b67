import assert from 'node:assert/strict'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { trimRenditions } from '../../src/renditions/rendition-cache.ts'
import { vitrine } from '../support/cli.ts'
import { emptyLibrary, ingestAndIndex, serve, temporaryFolder } from '../support/library.ts'
import { writePicture } from '../support/pictures.ts'
import { displaySizes, fetchPicture } from '../support/shown.ts'
import { until } from '../support/until.ts'

const COLOURS = ['red', 'green', 'blue', 'gold', 'gray', 'navy']

/** Renditions are saved, and others evicted, after they were sent. */
const SAVED_WITHIN_MS = 10_000

describe('the cache of renditions', () => {
  it('stays within its limit; evicted renditions are made again, byte by byte the same', async (t) => {
    const folder = await temporaryFolder(t)
    for (const [index, colour] of COLOURS.entries())
      await writePicture(folder, `${index}.jpg`, { width: 2400, height: 1600, colour })
    const maxRenditionBytes = 50_000
    const library = await emptyLibrary(t, { maxRenditionBytes })
    await ingestAndIndex(library, folder)
    const server = await serve(library, { abilities: ['large', 'unwatermarked'] })
    const bytes = async () =>
      (await library.db.selectFrom('rendition').select('bytes').execute()).reduce(
        (sum, row) => sum + row.bytes,
        0,
      )
    const first = new Map<string, Buffer>()
    for (const again of [false, true]) {
      for (let id = 100000001; id <= 100000000 + COLOURS.length; id++) {
        const { high_res_comp, mid_res_comp_webp, thumb } = await displaySizes(server, id)
        for (const { uri } of [high_res_comp!, mid_res_comp_webp!, thumb!]) {
          const picture = await fetchPicture(uri)
          if (again) assert.deepEqual(picture.bytes, first.get(uri))
          first.set(uri, picture.bytes)
          await until(bytes, (now) => now <= maxRenditionBytes, SAVED_WITHIN_MS)
        }
      }
    }
    const total = [...first.values()].reduce((sum, { length }) => sum + length, 0)
    assert.ok(total > maxRenditionBytes, `the test made no more than ${total} bytes`)
  })

  it('evicts the least recently used first, and only bytes that nothing else shares', async (t) => {
    const folder = await temporaryFolder(t)
    await writePicture(folder, 'a.jpg', { width: 1000, height: 800, colour: 'red' })
    let now = Date.parse('2030-01-01T00:00:00Z')
    const opened = await emptyLibrary(t)
    const library = { ...opened, now: () => new Date(now) }
    await ingestAndIndex(library, folder)
    const server = await serve(library, { abilities: ['unwatermarked'] })
    const used = async () =>
      new Map(
        (await library.db.selectFrom('rendition').selectAll().execute()).map((row) => [
          `${row.name} ${row.watermarked}`,
          row,
        ]),
      )
    const { thumb, comp } = await displaySizes(server, 100000001)
    await fetchPicture(thumb!.uri)
    assert.equal((await used()).get('thumb 0')!.usedMs, now)
    const firstUse = now
    now += 59 * 60_000
    await fetchPicture(thumb!.uri)
    assert.equal((await used()).get('thumb 0')!.usedMs, firstUse, 'a use within the hour is not written down')
    now += 2 * 60_000
    await fetchPicture(thumb!.uri)
    assert.equal((await used()).get('thumb 0')!.usedMs, now)
    await fetchPicture(comp!.uri)
    await until(used, (now) => now.has('comp 0'), SAVED_WITHIN_MS)

    // A rendition with the same bytes as the original, and one that shares its bytes with another.
    const original = await library.db.selectFrom('master').selectAll().executeTakeFirstOrThrow()
    const row = (await used()).get('preview 1')!
    const twin = (await used()).get('thumb 0')!
    await library.db
      .insertInto('rendition')
      .values({ ...row, name: 'a', blob: original.blob, usedMs: 1 })
      .execute()
    await library.db
      .insertInto('rendition')
      .values({ ...row, name: 'b', blob: twin.blob, usedMs: 2 })
      .execute()
    const left = twin.bytes + (await used()).get('comp 0')!.bytes
    await trimRenditions(library, { maxBytes: Math.ceil(left / 0.9) + 1 })
    assert.deepEqual([...(await used()).keys()].sort(), ['comp 0', 'thumb 0'])
    assert.equal(await library.blobs.has(row.blob), false)
    assert.ok(await library.blobs.has(original.blob))
    assert.ok(await library.blobs.has(twin.blob))
  })

  it('is trimmed after an ingest, and renditions whose bytes are missing are made again', async (t) => {
    const folder = await temporaryFolder(t)
    for (const [index, colour] of COLOURS.entries())
      await writePicture(folder, `${index}.jpg`, { width: 1200, height: 900, colour })
    const library = await emptyLibrary(t)
    const { code, stderr } = await vitrine([
      'ingest',
      folder,
      '--data',
      library.config.data,
      '--max-rendition-bytes',
      '0',
    ])
    assert.equal(code, 0, stderr)
    assert.deepEqual(await library.db.selectFrom('rendition').select('name').execute(), [])
    assert.equal(filesBelow(join(library.config.data, 'blobs')), COLOURS.length)
    const server = await serve(library)
    const { thumb } = await displaySizes(server, 100000001)
    const { bytes } = await fetchPicture(thumb!.uri)
    const saved = () => library.db.selectFrom('rendition').select('blob').executeTakeFirst()
    const made = await until(saved, (it) => it !== undefined, SAVED_WITHIN_MS)
    await library.blobs.remove(made!.blob)
    assert.deepEqual((await fetchPicture(thumb!.uri)).bytes, bytes)
  })
})

const filesBelow = (folder: string) =>
  readdirSync(folder, { recursive: true }).filter((name) => statSync(join(folder, String(name))).isFile())
    .length
