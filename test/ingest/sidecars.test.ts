import assert from 'node:assert/strict'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { emptyLibrary, ingestAndIndex, serve, temporaryFolder } from '../support/library.ts'
import { ingestRecords } from '../support/manifests.ts'
import { makePicture, toXmp } from '../support/pictures.ts'

describe('a sidecar', () => {
  it('comes before what is embedded, property by property, and updates its picture when it changes', async (t) => {
    const folder = await temporaryFolder(t)
    const put = (name: string, content: string | Buffer) => writeFile(join(folder, name), content)
    await put('a.jpg', await makePicture({ title: 'Embedded', artist: 'Ada Example', colour: '#c81e28' }))
    await put('b.jpg', await makePicture({ title: 'Untouched', colour: '#1e28c8' }))
    await put('a.jpg.xmp', toXmp({ title: 'First' }))
    await put('a.xmp', toXmp({ title: 'Unread' }))
    await put('b.XMP', 'This is no XMP.')
    await put('c.xmp', toXmp({ title: 'Of nothing' }))
    const library = await emptyLibrary(t)
    const ingest = async () => {
      const { summary, outcomes } = await ingestAndIndex(library, folder)
      // A server that already runs would learn of the changes a little later.
      const server = await serve(library)
      const { json } = await server.get('/v3/search/images/creative?fields=title,artist')
      await server.stop()
      const titles = json.images.map(({ title }: { title: string }) => title).sort()
      const { added, updated, unchanged, other } = summary
      return {
        titles,
        artists: json.images.map((it: { artist: string | null }) => it.artist),
        added,
        updated,
        unchanged,
        other,
        warnings: outcomes.flatMap((it) => ('warning' in it ? [it.warning] : [])),
      }
    }
    const first = await ingest()
    assert.deepEqual(first.warnings, ['Its sidecar b.XMP is no XMP, or not all of it.'])
    assert.deepEqual([first.titles, first.added, first.other], [['First', 'Untouched'], 2, 1])
    assert.ok(first.artists.includes('Ada Example'))
    assert.deepEqual((await ingest()).unchanged, 2)

    await put('a.jpg.xmp', toXmp({ title: 'A second title' }))
    const second = await ingest()
    assert.deepEqual(
      [second.titles, second.updated, second.unchanged],
      [['A second title', 'Untouched'], 1, 1],
    )
    await rm(join(folder, 'a.jpg.xmp'))
    const third = await ingest()
    assert.deepEqual([third.titles, third.updated], [['Unread', 'Untouched'], 1])
    const settings =
      '<rdf:Description rdf:about="" xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/" crs:Tint="3"/>'
    await put(
      'b.XMP',
      `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">${settings}</rdf:RDF>`,
    )
    await put('a.xmp', toXmp({ title: 'Cut short' }).replace('</rdf:RDF>', ''))
    assert.deepEqual((await ingest()).warnings, ['Its sidecar a.xmp is no XMP, or not all of it.'])
    await rm(join(folder, 'a.xmp'))
    const last = await ingest()
    assert.deepEqual([last.titles, last.updated], [['Embedded', 'Untouched'], 1])
    assert.deepEqual((await ingest()).unchanged, 2)
  })

  it('describes a file that a manifest names, where the manifest says nothing', async (t) => {
    const folder = await temporaryFolder(t)
    const manifest = join(folder, 'records.jsonl')
    await writeFile(join(folder, 'a.jpg'), await makePicture({ title: 'Embedded' }))
    await writeFile(join(folder, 'a.xmp'), toXmp({ title: 'Unread', artist: 'Ada Example' }))
    await writeFile(manifest, JSON.stringify({ id: '1', file: 'a.jpg', title: 'Told' }))
    const library = await emptyLibrary(t)
    const ingest = async () => {
      const { outcomes } = await ingestRecords(library, manifest)
      const server = await serve(library)
      const { json } = await server.get('/v3/search/images/creative?fields=title,artist')
      await server.stop()
      const [{ title, artist }] = json.images
      return { title, artist, is: outcomes[0]!.is }
    }
    const first = { title: 'Told', artist: 'Ada Example', is: 'added' }
    assert.deepEqual(await ingest(), first)
    assert.deepEqual(await ingest(), { ...first, is: 'unchanged' })
    assert.equal((await ingestAndIndex(library, folder)).summary.unchanged, 1)
    await writeFile(join(folder, 'a.xmp'), toXmp({ artist: 'Another Person' }))
    assert.deepEqual(await ingest(), { ...first, artist: 'Another Person', is: 'updated' })
    await rm(join(folder, 'a.xmp'))
    assert.deepEqual(await ingest(), { ...first, artist: null, is: 'updated' })
  })
})
