import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import type { Ability } from '../../src/access/abilities.ts'
import { emptyLibrary, ingestAndIndex, serve, temporaryFolder } from '../support/library.ts'
import { ingestRecords } from '../support/manifests.ts'
import { writePicture } from '../support/pictures.ts'
import { assertColour, colourAt, displaySizes } from '../support/shown.ts'
import { until } from '../support/until.ts'

const NAVY = [0, 0, 128]
const TEAL = [0, 128, 128]

const fetched = async (uri: string, headers: Record<string, string> = {}) => {
  const response = await fetch(uri, { headers })
  const { status } = response
  const [kept, etag] = ['cache-control', 'etag'].map((name) => response.headers.get(name))
  return { status, kept, etag: etag!, bytes: Buffer.from(await response.arrayBuffer()) }
}

/** Serves a record without its file, and a picture. */
async function makeWorld(t: TestContext, abilities: readonly Ability[]) {
  const folder = await temporaryFolder(t)
  const library = await emptyLibrary(t)
  const draw = (file: string, colour: string) =>
    writePicture(folder, file, { width: 900, height: 600, colour })
  await draw('a.jpg', 'teal')
  await ingestAndIndex(library, folder)
  const manifest = join(folder, 'records.jsonl')
  await writeFile(manifest, '{"id": "1", "title": "Not digitised yet", "file": "b.jpg"}\n')
  await ingestRecords(library, manifest)
  const server = await serve(library, { abilities })
  const sizes = (id: number) => displaySizes(server, id)
  return { draw, sizes, ingestAndIndex: () => ingestAndIndex(library, folder) }
}

describe('a link whose picture has changed', () => {
  it('shows the current picture, which caches keep for a short time', async (t) => {
    const { draw, sizes, ingestAndIndex } = await makeWorld(t, ['unwatermarked'])
    const { comp } = await sizes(100000001)
    const before = await fetched(comp!.uri)
    assert.match(before.kept!, /, immutable$/)
    assertColour(await colourAt(before.bytes, [0.5, 0.5]), TEAL)

    await draw('a.jpg', 'navy')
    await ingestAndIndex()
    const since = await fetched(comp!.uri, { 'if-none-match': before.etag })
    assert.deepEqual([since.status, since.kept], [200, 'public, max-age=60'])
    assertColour(await colourAt(since.bytes, [0.5, 0.5]), NAVY)
    const link = () => sizes(100000001).then((answered) => answered.comp!.uri)
    const anew = await fetched(await until(link, (uri) => uri !== comp!.uri, 2000))
    assert.deepEqual(anew.bytes, since.bytes)
    assert.match(anew.kept!, /, immutable$/)
  })

  it('shows the file of a record that had none, with or without watermark as the link says', async (t) => {
    const { draw, sizes, ingestAndIndex } = await makeWorld(t, [])
    const { comp } = await sizes(100000002)
    assert.equal((await fetched(comp!.uri)).status, 200)
    await draw('b.jpg', 'navy')
    await ingestAndIndex()
    const since = await fetched(comp!.uri)
    assert.deepEqual([since.status, since.kept], [200, 'public, max-age=60'])
    assertColour(await colourAt(since.bytes, [0.01, 0.01]), NAVY)
    const link = () => sizes(100000002).then((answered) => answered.comp!.uri)
    assert.deepEqual((await fetched(await until(link, (uri) => uri !== comp!.uri, 2000))).bytes, since.bytes)
  })
})
