import assert from 'node:assert/strict'
import { copyFile, mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { emptyLibrary, ingestAndIndex, serve, temporaryFolder } from '../support/library.ts'
import { type PictureSpec, writePicture } from '../support/pictures.ts'

/** A folder and its library: `write` writes a picture, `ingest` returns the outcome of each file, `titles` what is found. */
async function watched(t: TestContext) {
  const folder = await temporaryFolder(t)
  const library = await emptyLibrary(t)
  const server = await serve(library)
  return {
    folder,
    write: (name: string, spec: PictureSpec) => writePicture(folder, name, spec),
    async ingest() {
      const { outcomes } = await ingestAndIndex(library, folder)
      return Object.fromEntries(
        outcomes.map((it) => [it.path, 'assetId' in it ? `${it.is} ${it.assetId % 1000}` : it.is]),
      )
    },
    async titles() {
      const { json } = await server.get('/v3/search/images/creative?fields=title')
      return json.images.map(({ title }: { title: string }) => title).sort()
    },
  }
}

const SHARED = 'xmp.did:original'

describe('the identity of a picture', () => {
  it('passes from a deleted file to one successor: other derivatives are new pictures', async (t) => {
    const { folder, write, ingest, titles } = await watched(t)
    const original = await write('a.jpg', { title: 'Original', documentId: SHARED })
    await ingest()
    await rm(original)
    await write('crop1.jpg', { title: 'First crop', documentId: SHARED, width: 500 })
    await write('crop2.jpg', { title: 'Second crop', documentId: SHARED, width: 400 })
    assert.deepEqual(await ingest(), { 'crop1.jpg': 'updated 1', 'crop2.jpg': 'added 2' })
    await copyFile(join(folder, 'crop1.jpg'), join(folder, 'crop3.jpg'))
    assert.deepEqual(await ingest(), {
      'crop1.jpg': 'unchanged 1',
      'crop2.jpg': 'unchanged 2',
      'crop3.jpg': 'noted 1',
    })
    assert.deepEqual(await titles(), ['First crop', 'Second crop'])
  })

  it('stays with each picture if derivatives of one original are moved together', async (t) => {
    const { folder, write, ingest, titles } = await watched(t)
    for (const name of ['a', 'b', 'c']) await write(`${name}.jpg`, { title: name, documentId: SHARED })
    await ingest()
    await mkdir(join(folder, 'moved'))
    for (const name of ['a', 'b', 'c'])
      await rename(join(folder, `${name}.jpg`), join(folder, 'moved', `${name}.jpg`))
    await write('moved/b.jpg', { title: 'b again', documentId: SHARED })
    assert.deepEqual(await ingest(), {
      'moved/a.jpg': 'moved 1',
      'moved/b.jpg': 'updated 2',
      'moved/c.jpg': 'moved 3',
    })
    assert.deepEqual(await titles(), ['a', 'b again', 'c'])
  })

  it('stays with the unchanged copy: the changed one is a new picture', async (t) => {
    const { folder, write, ingest, titles } = await watched(t)
    await copyFile(await write('a.jpg', { title: 'As it was' }), join(folder, 'b.jpg'))
    assert.deepEqual(await ingest(), { 'a.jpg': 'added 1', 'b.jpg': 'noted 1' })
    await write('b.jpg', { title: 'Retouched' })
    assert.deepEqual(await ingest(), { 'a.jpg': 'unchanged 1', 'b.jpg': 'added 2' })
    assert.deepEqual(await titles(), ['As it was', 'Retouched'])
    await write('b.jpg', { title: 'Retouched once more' })
    assert.deepEqual(await ingest(), { 'a.jpg': 'unchanged 1', 'b.jpg': 'updated 2' })
  })

  it('is new for a file with the name of one that was moved away', async (t) => {
    const { folder, write, ingest, titles } = await watched(t)
    await rename(await write('img1.jpg', { title: 'Yesterday' }), join(folder, 'kept.jpg'))
    await copyFile(join(folder, 'kept.jpg'), join(folder, 'img1.jpg'))
    assert.deepEqual(await ingest(), { 'img1.jpg': 'added 1', 'kept.jpg': 'noted 1' })
    await write('img1.jpg', { title: 'Today' })
    await rm(join(folder, 'kept.jpg'))
    await ingest()
    await copyFile(await write('kept.jpg', { title: 'Yesterday' }), join(folder, 'also.jpg'))
    assert.deepEqual(await ingest(), {
      'also.jpg': 'added 2',
      'img1.jpg': 'unchanged 1',
      'kept.jpg': 'noted 2',
    })
    assert.deepEqual(await titles(), ['Today', 'Yesterday'])
  })
})
