import assert from 'node:assert/strict'
import { copyFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { readMapping } from '../../src/ingest/mapping/mapping.ts'
import { withXmp } from '../support/hostile-files.ts'
import { emptyLibrary, ingestAndIndex, serve, temporaryFolder } from '../support/library.ts'
import { ingestRecords } from '../support/manifests.ts'
import { makePicture } from '../support/pictures.ts'

const reference = fileURLToPath(
  new URL('../fixtures/iptc/IPTC-PhotometadataRef-Std2019.1.jpg', import.meta.url),
)

describe('the rights in a file', () => {
  it('are returned if requested by name: owners, licensors, releases', async (t) => {
    const folder = await temporaryFolder(t)
    await copyFile(reference, join(folder, 'reference.jpg'))
    const library = await emptyLibrary(t)
    await ingestAndIndex(library, folder)
    const { get } = await serve(library)
    const { json } = await get('/v3/images/100000001?fields=copyright_owners,licensors,releases,allowed_use')
    const [image] = json.images
    assert.deepEqual(image.copyright_owners, [
      'Copyright Owner Name 1 (ref2019.1)',
      'Copyright Owner Name 2 (ref2019.1)',
    ])
    assert.deepEqual(image.licensors[1], {
      name: 'Licensor Name 2 (ref2019.1)',
      url: 'Licensor URL 2 (ref2019.1)',
    })
    assert.deepEqual(image.releases, {
      model_release_status: 'MR-NAP',
      property_release_status: 'PR-NAP',
      minor_model_age: 'AG-A25',
    })
    assert.equal(image.allowed_use.release_info, 'No release required')
    const { releases } = await library.db.selectFrom('asset').select('releases').executeTakeFirstOrThrow()
    assert.deepEqual(JSON.parse(releases!).model.ids, [
      'Model Release ID 1 (ref2019.1)',
      'Model Release ID 2 (ref2019.1)',
    ])
  })

  it('can be in a manifest, which takes precedence', async (t) => {
    const library = await emptyLibrary(t)
    const manifest = join(await temporaryFolder(t), 'desk.jsonl')
    const record = {
      id: '1',
      title: 'One',
      copyright_owners: 'Ada Example; Bo Sample',
      licensors: ['Desk', { url: 'https://licences.example.org' }],
      property_release_status: 'http://ns.useplus.org/ldf/vocab/PR-UPR',
    }
    await writeFile(manifest, `${JSON.stringify(record)}\n`)
    await ingestRecords(library, manifest)
    const { get } = await serve(library)
    const { json } = await get('/v3/search/images?fields=copyright_owners,licensors,releases')
    assert.partialDeepStrictEqual(json.images[0], {
      copyright_owners: ['Ada Example', 'Bo Sample'],
      licensors: [
        { name: 'Desk', url: null },
        { name: null, url: 'https://licences.example.org' },
      ],
      releases: { model_release_status: null, property_release_status: 'PR-UPR', minor_model_age: null },
    })
  })
})

describe('a mapping', () => {
  it("can use a single block of a file, and the owner's private fields", async (t) => {
    const folder = await temporaryFolder(t)
    const packet = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:acme="https://acme.example/ns/" xmlns:ps="http://ns.adobe.com/photoshop/1.0/"
 acme:ShelfMark="B 12" ps:Headline="Boats"><acme:Rooms><rdf:Bag><rdf:li>Hall</rdf:li><rdf:li>Attic</rdf:li></rdf:Bag></acme:Rooms>
</rdf:Description></rdf:RDF></x:xmpmeta>`
    await writeFile(join(folder, 'a.jpg'), withXmp(await makePicture(), packet))
    await copyFile(reference, join(folder, 'b.jpg'))
    const library = await emptyLibrary(t)
    const mapping = readMapping(`asset:
  title: [xmp.acme:ShelfMark, iim.2:105]
  credit_line: [exif.Artist, xmp.photoshop:Headline]
  keywords: [xmp.acme:Rooms, iim.2:25]`)
    await ingestAndIndex(library, folder, { mapping })
    const { get } = await serve(library)
    const { json } = await get('/v3/images?ids=100000001,100000002&fields=title,credit_line,keywords')
    const returned = json.images.map(
      (image: { title: string; credit_line: string; keywords: { text: string; type: string }[] }) => [
        image.title,
        image.credit_line,
        image.keywords.filter(({ type }) => type === 'Keyword').map(({ text }) => text),
      ],
    )
    assert.deepEqual(returned, [
      ['B 12', 'Boats', ['Hall', 'Attic']],
      [
        'The Headline (ref2019.1)',
        'Creator1 (ref2019.1)',
        ['Keyword1ref2019.1', 'Keyword2ref2019.1', 'Keyword3ref2019.1'],
      ],
    ])
  })
})
