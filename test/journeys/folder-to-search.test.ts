import assert from 'node:assert/strict'
import { copyFile, readFile, rm, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import sharp from 'sharp'
import { emptySummary } from '../../src/ingest/outcome.ts'
import { emptyLibrary, get, ingestAndIndex, serve, temporaryFolder } from '../support/library.ts'
import { writePicture } from '../support/pictures.ts'

describe('from a folder of pictures to search results', () => {
  it('finds a picture by its words and shows its renditions', async (t) => {
    const folder = await temporaryFolder(t)
    await writePicture(folder, 'a.jpg', {
      title: 'Lake at dawn',
      keywords: ['water', 'two people'],
      width: 1200,
      height: 800,
    })
    await writePicture(folder, 'b.png', {
      title: 'Red square',
      colour: 'red',
      format: 'png',
      width: 500,
      height: 500,
    })
    const library = await emptyLibrary(t)
    const { summary } = await ingestAndIndex(library, folder)
    assert.deepEqual(summary, { ...emptySummary(), added: 2 })

    const server = await serve(library)
    const found = await server.get(
      '/v3/search/images/creative?phrase=lakes&fields=summary_set,comp,preview,thumb,orientation',
    )
    assert.equal(found.status, 200)
    assert.equal(found.json.result_count, 1)
    const [image] = found.json.images
    assert.equal(image.title, 'Lake at dawn')
    assert.deepEqual(image.max_dimensions, { height: 800, width: 1200 })
    assert.equal(image.orientation, 'Horizontal')
    const sizes = image.display_sizes as { name: string; uri: string; is_watermarked: boolean }[]
    assert.deepEqual(
      sizes.map(({ name, is_watermarked }) => [name, is_watermarked]),
      [
        ['comp', true],
        ['preview', true],
        ['thumb', false],
      ],
    )
    const measured = await Promise.all(
      sizes.map(async ({ uri }) => {
        const { width, height, format } = await sharp(
          Buffer.from(await (await fetch(uri)).arrayBuffer()),
        ).metadata()
        return [format, width, height]
      }),
    )
    assert.deepEqual(measured, [
      ['jpeg', 612, 408],
      ['jpeg', 506, 337],
      ['jpeg', 170, 113],
    ])
  })

  it('makes missing renditions on the first request', async (t) => {
    const folder = await temporaryFolder(t)
    await writePicture(folder, 'a.jpg', { title: 'Lake', width: 1200, height: 800 })
    const library = await emptyLibrary(t)
    await ingestAndIndex(library, folder)
    const server = await serve(library)
    const { json } = await server.get('/v3/images/100000001?fields=comp_webp')
    const answer = await fetch(json.images[0].display_sizes[0].uri)
    assert.equal(answer.headers.get('content-type'), 'image/webp')
    const { width, format } = await sharp(Buffer.from(await answer.arrayBuffer())).metadata()
    assert.deepEqual([format, width], ['webp', 612])
  })

  it('refuses a link whose signature, size or asset was altered', async (t) => {
    const folder = await temporaryFolder(t)
    await writePicture(folder, 'a.jpg', { title: 'Lake' })
    const library = await emptyLibrary(t)
    await ingestAndIndex(library, folder)
    const server = await serve(library)
    const { json } = await server.get('/v3/images/100000001?fields=thumb,comp')
    const uri: string = json.images[0].display_sizes[0].uri
    for (const forged of [
      uri.replace('/comp/', '/high_res_comp/'),
      uri.replace('w=1', 'w=0'),
      uri.replace('/100000001/', '/100000002/'),
      uri.replace(/s=.*/, 's=AAAA'),
      uri.replace(/e=\d+/, 'e=9999999999'),
    ]) {
      assert.equal((await get(forged)).status, 403, forged)
    }
  })

  it('recognises a file by its path, by its bytes and, if it was moved, by its document id', async (t) => {
    const folder = await temporaryFolder(t)
    const path = await writePicture(folder, 'a.jpg', { title: 'First', documentId: 'xmp.did:1' })
    const library = await emptyLibrary(t)
    await ingestAndIndex(library, folder)
    assert.deepEqual((await ingestAndIndex(library, folder)).outcomes, [
      { path: 'a.jpg', is: 'unchanged', assetId: 100000001 },
    ])

    await copyFile(path, join(folder, 'b.jpg'))
    assert.equal((await ingestAndIndex(library, folder)).summary.noted, 1)

    await rm(join(folder, 'b.jpg'))
    await writePicture(folder, 'a.jpg', { title: 'Second', documentId: 'xmp.did:1' })
    await utimes(path, 1, 1)
    assert.deepEqual((await ingestAndIndex(library, folder)).outcomes[0], {
      path: 'a.jpg',
      is: 'updated',
      assetId: 100000001,
    })

    await rm(path)
    await writePicture(folder, 'moved.jpg', { title: 'Third', documentId: 'xmp.did:1', colour: 'gold' })
    assert.deepEqual((await ingestAndIndex(library, folder)).outcomes, [
      { path: 'moved.jpg', is: 'updated', assetId: 100000001 },
    ])
    const server = await serve(library)
    const { json } = await server.get('/v3/search/images/creative?fields=title')
    assert.deepEqual(json.images, [{ id: '100000001', title: 'Third' }])
  })

  it('refuses files that are not pictures with the reason, and ingests the others', async (t) => {
    const folder = await temporaryFolder(t)
    const good = await writePicture(folder, 'good.jpg', { title: 'Good' })
    const bytes = await readFile(good)
    const { writeFile, symlink } = await import('node:fs/promises')
    await writeFile(join(folder, 'cut.jpg'), bytes.subarray(0, bytes.length / 2))
    await writeFile(join(folder, 'empty.jpg'), '')
    await writeFile(join(folder, 'text.jpg'), 'this is no picture')
    await symlink('/etc', join(folder, 'out'))
    await symlink(folder, join(folder, 'round'))
    const library = await emptyLibrary(t)
    const { summary, outcomes } = await ingestAndIndex(library, folder)
    assert.equal(summary.added, 1)
    const reasons = Object.fromEntries(
      outcomes.flatMap((one) => (one.is === 'refused' ? [[one.path, one.reason]] : [])),
    )
    assert.match(reasons['cut.jpg']!, /ends before/)
    assert.equal(reasons['empty.jpg'], 'The file has no bytes.')
    assert.match(reasons['text.jpg']!, /not a JPEG/)
    assert.equal(reasons.out, 'The link leads out of the folder.')
    assert.equal(Object.keys(reasons).length, 4)
  })
})
