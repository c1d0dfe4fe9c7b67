import assert from 'node:assert/strict'
import { readdirSync, statSync } from 'node:fs'
import { mkdir, rename, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { vitrine } from '../support/cli.ts'
import { emptyLibrary, get, serve, temporaryFolder } from '../support/library.ts'
import { makePicture, writePicture } from '../support/pictures.ts'
import { displaySizes, fetchPicture } from '../support/shown.ts'
import { until } from '../support/until.ts'

/** Serves a library with one picture in place. */
async function inPlace(t: TestContext) {
  const folder = await temporaryFolder(t)
  const file = await writePicture(folder, 'a.jpg', { width: 1500, height: 1000, colour: 'teal' })
  // A time that can be set again exactly.
  await utimes(file, 1_700_000_000, 1_700_000_000)
  const library = await emptyLibrary(t)
  const ingest = async (...args: string[]) => {
    const { code, stdout, stderr } = await vitrine(['ingest', folder, '--data', library.config.data, ...args])
    assert.equal(code, 0, stderr)
    return stdout
  }
  await ingest('--in-place')
  const server = await serve(library, { abilities: ['large', 'unwatermarked'] })
  return { folder, file, library, ingest, sizes: () => displaySizes(server, 100000001) }
}

const refused = async (uri: string) => {
  const { status, json } = await get(uri)
  return [status, json?.ErrorCode]
}
const GONE = [404, 'OriginalNotFound']

describe('a picture that is used in place', () => {
  it('is not copied into the library, and all sizes can be made', async (t) => {
    const { library, sizes, file } = await inPlace(t)
    const blobs = join(library.config.data, 'blobs')
    const largest = readdirSync(blobs, { recursive: true })
      .map((name) => statSync(join(blobs, String(name))))
      .filter((it) => it.isFile())
    assert.equal(largest.length, 4, 'the renditions of the ingest alone')
    const { inPlace: noted, blob } = await library.db
      .selectFrom('master')
      .selectAll()
      .executeTakeFirstOrThrow()
    const { size, mtimeMs } = statSync(file)
    assert.deepEqual(JSON.parse(noted!), { path: file, size, modifiedMs: mtimeMs })
    assert.equal(await library.blobs.has(blob), false)
    for (const { uri } of Object.values(await sizes())) await fetchPicture(uri)
  })

  it('keeps its existing renditions when the file changes or disappears, and makes no new ones', async (t) => {
    const { file, sizes, ingest } = await inPlace(t)
    const { thumb, comp, mid_res_comp, high_res_comp } = await sizes()
    const { bytes } = await fetchPicture(mid_res_comp!.uri)
    const { atime, mtime } = statSync(file)
    const length = statSync(file).size

    await utimes(file, atime, new Date(0))
    assert.deepEqual(await refused(high_res_comp!.uri), GONE, 'another time')
    const other = await makePicture({ width: 1500, height: 1000, colour: 'tomato' })
    const padded = Buffer.concat([other, Buffer.alloc(Math.max(0, length - other.length))]).subarray(
      0,
      length,
    )
    await writeFile(file, padded)
    await utimes(file, atime, mtime)
    assert.deepEqual(await refused(high_res_comp!.uri), GONE, 'another picture of the same size and time')
    await rm(file)
    assert.deepEqual(await refused(comp!.uri), GONE, 'gone')
    assert.deepEqual((await fetchPicture(mid_res_comp!.uri)).bytes, bytes)
    await fetchPicture(thumb!.uri)

    await writePicture(join(file, '..'), 'a.jpg', { width: 1500, height: 1000, colour: 'navy' })
    assert.match(await ingest('--in-place'), /1 updated/)
    // The server sends remembered responses until it has noticed the change of another process.
    const anew = await until(sizes, (found) => found.high_res_comp!.uri !== high_res_comp!.uri, 10_000)
    await fetchPicture(anew.high_res_comp!.uri)
  })

  it('is reported by the next ingest if it is gone, but not if it was moved', async (t) => {
    const { folder, file, ingest, sizes } = await inPlace(t)
    await rename(file, join(folder, 'b.jpg'))
    assert.doesNotMatch(await ingest('--in-place'), /gone/)
    const { comp } = await until(sizes, (found) => found.comp!.uri.includes('/b.jpg'), 10_000)
    await rm(join(folder, 'b.jpg'))
    for (const args of [['--in-place'], []]) {
      const output = await ingest(...args)
      assert.match(output, /^gone b\.jpg: asset 100000001 still shows its renditions$/m)
      assert.match(output, /^0 added, .*, 1 gone \(.*\), in /m)
    }
    const [line, summary] = (await ingest('--in-place', '--json')).trim().split('\n')
    assert.deepEqual(JSON.parse(line!), { assetId: 100000001, path: 'b.jpg', is: 'gone' })
    assert.equal(JSON.parse(summary!).summary.gone, 1)
    assert.deepEqual((await sizes()).comp, comp)
  })

  it('is recognised by an ingest after it was moved or touched', async (t) => {
    const { folder, file, sizes, ingest } = await inPlace(t)
    await utimes(file, new Date(0), new Date(1_000_000_000_000))
    assert.match(await ingest('--in-place'), /1 unchanged/)
    await fetchPicture((await sizes()).mid_res_comp!.uri)
    await mkdir(join(folder, 'moved'))
    await rename(file, join(folder, 'moved', 'b.jpg'))
    assert.match(await ingest('--in-place'), /1 moved/)
    await fetchPicture((await sizes()).high_res_comp!.uri)
  })
})
