import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { readMapping } from '../../src/ingest/mapping/mapping.ts'
import { emptyLibrary, ingestAndIndex, serve, temporaryFolder } from '../support/library.ts'
import {
  APP1,
  APP13,
  EXIF,
  iimOf,
  iimWithDigest,
  jpegWith,
  PHOTOSHOP,
  pngWith,
  rawProfileOf,
  resourceOf,
  tiffOf,
  XMP,
} from '../support/metadata-files.ts'
import { makePicture } from '../support/pictures.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

const [ASCII, BYTE, LONG, UNDEFINED] = [2, 1, 4, 7]
const OBJECT_NAME = 5
const KEYWORDS = 25

const ascii = (text: string) => Buffer.from(`${text}\0`, 'latin1')
const xp = (text: string) => Buffer.from(`${text}\0`, 'utf16le')
const titled = (title: string) => iimOf([[OBJECT_NAME, title]])
const packet = (properties: string) =>
  Buffer.from(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:lr="http://ns.adobe.com/lightroom/1.0/"
    xmlns:digiKam="http://www.digikam.org/ns/1.0/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:ext="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
    xmlns:mwg-rs="http://www.metadataworkinggroup.com/schemas/regions/"
    xmlns:mwg-kw="http://www.metadataworkinggroup.com/schemas/keywords/"
    ><rdf:Description rdf:about="">${properties}</rdf:Description></rdf:RDF></x:xmpmeta>`)
const bag = (name: string, ...items: string[]) =>
  `<${name}><rdf:Bag>${items.map((item) => `<rdf:li>${item}</rdf:li>`).join('')}</rdf:Bag></${name}>`
const struct = (name: string, ...members: string[]) =>
  `<${name} rdf:parseType="Resource">${members.join('')}</${name}>`
const title = (text: string) =>
  `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${text}</rdf:li></rdf:Alt></dc:title>`

type Expected = Readonly<Record<string, unknown>>

/** Files by name, with the expected response of the API. */
function files(jpeg: Buffer): Record<string, readonly [Buffer, Expected]> {
  const withXmp = (...properties: string[]) => jpegWith(jpeg, [[APP1, XMP, packet(properties.join(''))]])
  const withExif = (...args: Parameters<typeof tiffOf>) => jpegWith(jpeg, [[APP1, EXIF, tiffOf(...args)]])
  const withResources = (...parts: Buffer[]) => jpegWith(jpeg, [[APP13, PHOTOSHOP, ...parts]])
  const swapped = Buffer.concat([titled('Swapped longs'), Buffer.alloc(4)])
  const inLongs = swapped.subarray(0, swapped.length - (swapped.length % 4))
  const long = Buffer.from(`Long ${'exif '.repeat(20_000)}`, 'latin1')
  const exif = tiffOf([
    [0x010e, ASCII, long],
    [0x9c9b, BYTE, xp('Split EXIF')],
  ])
  const split = resourceOf(0x0404, titled('Split APP13'))
  return {
    'longs.tif': [
      tiffOf([[0x83bb, LONG, Buffer.from(inLongs).swap32()]], { withPixel: true }),
      { title: 'Swapped longs' },
    ],
    'resources.tif': [
      tiffOf(
        [
          [0x83bb, UNDEFINED, Buffer.alloc(8)],
          [0x8649, UNDEFINED, resourceOf(0x0404, titled('Of resources'))],
        ],
        { withPixel: true },
      ),
      { title: 'Of resources' },
    ],
    'foreign.jpg': [
      withResources(resourceOf(1, Buffer.from('abc'), 'PHUT'), resourceOf(0x0404, titled('After PHUT'))),
      { title: 'After PHUT' },
    ],
    'split-exif.jpg': [
      jpegWith(jpeg, [
        [APP1, EXIF, exif.subarray(0, 65_000)],
        [APP1, EXIF, exif.subarray(65_000)],
      ]),
      { title: 'Split EXIF' },
    ],
    'split-app13.jpg': [
      jpegWith(jpeg, [
        [APP13, PHOTOSHOP, split.subarray(0, 20)],
        [APP13, PHOTOSHOP, split.subarray(20)],
      ]),
      { title: 'Split APP13' },
    ],
    'empty-packet.jpg': [
      jpegWith(jpeg, [
        [APP1, XMP],
        [APP1, XMP, packet('<dc:title><rdf:Alt><rdf:li xml:lang="x-default"/></rdf:Alt></dc:title>')],
        [APP1, XMP, packet(title('Of the last packet'))],
      ]),
      { title: 'Of the last packet' },
    ],
    'profiles.png': [
      pngWith([
        rawProfileOf('iptc', resourceOf(0x0404, titled('Of a profile'))),
        rawProfileOf('exif', Buffer.concat([EXIF, tiffOf([[0x013b, ASCII, ascii('Ines Exif')]])])),
        rawProfileOf('xmp', packet(bag('dc:subject', 'profiled'))),
      ]),
      { title: 'Of a profile', artist: 'Ines Exif', keywords: ['profiled'] },
    ],
    'texts.png': [
      pngWith([
        ['tEXt', Buffer.from('Comment\0Created with GIMP', 'latin1')],
        ['tEXt', Buffer.from('Title\0Texte der Zeit', 'latin1')],
        ['tEXt', Buffer.from('Author\0Ana; Bo', 'latin1')],
        ['iTXt', Buffer.from('Description\0\0\0\0\0Über alles', 'utf8')],
        ['tEXt', Buffer.from('Copyright\0\xa9 Ana', 'latin1')],
        ['tEXt', Buffer.from('Creation Time\0Sun, 06 Nov 1994 08:49:37 GMT', 'latin1')],
      ]),
      {
        title: 'Texte der Zeit',
        artist: 'Ana, Bo',
        caption: 'Über alles',
        copyright: '© Ana',
        date_created: '1994-11-06T08:49:37Z',
      },
    ],
    'windows.jpg': [
      withExif(
        [
          [0x010e, ASCII, ascii('Of Windows')],
          [0x9c9b, BYTE, xp('Of Windows')],
          [0x9c9c, BYTE, xp('Ein Kommentar')],
          [0x9c9d, BYTE, xp('Ana;Bo')],
          [0x9c9e, BYTE, xp('marimba;Ganz oben, links')],
        ],
        { exif: [[0x9004, ASCII, ascii('2001:02:03 04:05:06')]] },
      ),
      {
        title: 'Of Windows',
        caption: 'Ein Kommentar',
        artist: 'Ana, Bo',
        keywords: ['marimba', 'Ganz oben, links'],
        date_created: '2001-02-03T04:05:06Z',
      },
    ],
    'comment.jpg': [
      withExif([[0x9c9b, BYTE, xp('Commented')]], {
        exif: [
          [0x9286, UNDEFINED, Buffer.concat([Buffer.from('UNICODE\0'), Buffer.from('Gruß', 'utf16le')])],
        ],
      }),
      { title: 'Commented', caption: 'Gruß' },
    ],
    'blank-parts.jpg': [
      withExif([[0x9c9b, BYTE, xp('Blank parts')]], {
        exif: [[0x9003, ASCII, ascii('1993:08:     :  :  ')]],
      }),
      { title: 'Blank parts', date_created: '1993-08-01T00:00:00Z' },
    ],
    'hierarchies.jpg': [
      withXmp(
        title('Hierarchies'),
        bag('dc:subject', 'quokka'),
        bag('lr:hierarchicalSubject', 'Animals|quokka'),
        bag('digiKam:TagsList', 'Places/Perth', '_Digikam_Internal_Tags_/Pick Label Accepted'),
        struct(
          'mwg-kw:Keywords',
          `<mwg-kw:Hierarchy><rdf:Bag>${struct(
            'rdf:li',
            '<mwg-kw:Keyword>Nature</mwg-kw:Keyword>',
            `<mwg-kw:Children><rdf:Bag>${struct('rdf:li', '<mwg-kw:Keyword>Beach</mwg-kw:Keyword>')}</rdf:Bag></mwg-kw:Children>`,
          )}</rdf:Bag></mwg-kw:Hierarchy>`,
        ),
      ),
      { title: 'Hierarchies', keywords: ['quokka', 'Animals', 'Places', 'Perth', 'Nature', 'Beach'] },
    ],
    'faces.jpg': [
      withXmp(
        title('Faces'),
        struct(
          'mwg-rs:Regions',
          `<mwg-rs:RegionList><rdf:Bag>${[
            ['Zelda Quimby', 'Face'],
            ['Rex', 'Pet'],
          ]
            .map(([name, type]) =>
              struct('rdf:li', `<mwg-rs:Name>${name}</mwg-rs:Name><mwg-rs:Type>${type}</mwg-rs:Type>`),
            )
            .join('')}</rdf:Bag></mwg-rs:RegionList>`,
        ),
        `<ext:ImageRegion><rdf:Bag>${[
          struct('rdf:li', bag('ext:PersonInImage', 'Ola Nordmann')),
          struct(
            'rdf:li',
            '<ext:Name><rdf:Alt><rdf:li xml:lang="en">Kim Lee</rdf:li></rdf:Alt></ext:Name>',
            `<ext:rCtype><rdf:Bag>${struct('rdf:li', bag('xmp:Identifier', 'http://cv.iptc.org/newscodes/imageregiontype/human'))}</rdf:Bag></ext:rCtype>`,
          ),
        ].join('')}</rdf:Bag></ext:ImageRegion>`,
      ),
      { title: 'Faces', people: ['Zelda Quimby', 'Ola Nordmann', 'Kim Lee'] },
    ],
    'newer-iim.jpg': [
      jpegWith(jpeg, [
        [APP1, XMP, packet(title('Of the older XMP') + bag('dc:subject', 'old'))],
        [
          APP13,
          PHOTOSHOP,
          iimWithDigest(
            iimOf([
              [5, 'Of the newer IIM'],
              [KEYWORDS, 'new'],
            ]),
            Buffer.from('before'),
          ),
        ],
      ]),
      { title: 'Of the newer IIM', keywords: ['new'] },
    ],
    'told-iim.jpg': [
      jpegWith(jpeg, [
        [APP1, XMP, packet(title('Of the XMP that knows'))],
        [APP13, PHOTOSHOP, iimWithDigest(titled('Of the XMP th'))],
      ]),
      { title: 'Of the XMP that knows' },
    ],
    'declared.jpg': [
      withResources(
        resourceOf(
          0x0404,
          iimOf(
            [
              [5, Buffer.from('Gr\xfc\xdfe declared', 'latin1')],
              [KEYWORDS, Buffer.from('Müßiggang').subarray(0, 4)],
            ],
            {
              isUtf8: true,
            },
          ),
        ),
      ),
      { title: 'Grüße declared', keywords: ['Mü'] },
    ],
    'lists.jpg': [
      withXmp(title('One list'), bag('dc:subject', 'one; two|three')),
      { title: 'One list', keywords: ['one', 'two', 'three'] },
    ],
    'commas.jpg': [
      withXmp(title('Commas'), bag('dc:subject', 'lake, sea, shore')),
      { title: 'Commas', keywords: ['lake', 'sea', 'shore'] },
    ],
    'places.jpg': [
      withXmp(title('Two keywords'), bag('dc:subject', 'Paris, France', 'one, two, three')),
      { title: 'Two keywords', keywords: ['Paris, France', 'one, two, three'] },
    ],
    'instructions.jpg': [
      withXmp(
        title('With instructions'),
        '<photoshop:Headline>Storm at the coast</photoshop:Headline>',
        '<photoshop:Instructions>NO SALES, NO ARCHIVES</photoshop:Instructions>',
      ),
      {
        title: 'With instructions',
        headline: 'Storm at the coast',
        restrictions: ['NO SALES, NO ARCHIVES'],
      },
    ],
    'drawing.svg': [
      Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><!-- <title>no</title> -->
        <title>Drawn &amp; told</title><desc>A <b xmlns="urn:b">small</b> square</desc>
        <g><title>of a part</title><rect width="9" height="9"/></g></svg>`),
      { title: 'Drawn & told', caption: 'A small square' },
    ],
  }
}

type Image = {
  title: string
  people: string[]
  keywords: { text: string; type: string }[]
  allowed_use: { usage_restrictions: string[] }
}

const FIELDS = 'title,caption,artist,keywords,people,copyright,date_created,headline,allowed_use'

describe('metadata where people and programs put it', () => {
  const lifetime = suiteLifetime()
  let found: Map<string, Record<string, unknown>>
  let expected: Record<string, readonly [Buffer, Expected]>

  before(async () => {
    expected = files(await makePicture())
    const folder = await temporaryFolder(lifetime)
    for (const [name, [bytes]] of Object.entries(expected)) await writeFile(join(folder, name), bytes)
    const library = await emptyLibrary(lifetime)
    const { outcomes } = await ingestAndIndex(library, folder)
    assert.deepEqual(
      outcomes.filter(({ is }) => is !== 'added'),
      [],
    )
    const { json } = await (await serve(library)).get(`/v3/search/images?page_size=100&fields=${FIELDS}`)
    found = new Map(
      json.images.map(({ keywords, allowed_use, ...image }: Image) => {
        const words = keywords.filter(({ type }) => type === 'Keyword').map(({ text }) => text)
        return [image.title, { ...image, keywords: words, restrictions: allowed_use.usage_restrictions }]
      }),
    )
  })

  it('is kept entry by entry if a mapping says so', async (t) => {
    const folder = await temporaryFolder(t)
    await writeFile(join(folder, 'lists.jpg'), expected['lists.jpg']![0])
    const library = await emptyLibrary(t)
    await ingestAndIndex(library, folder, { mapping: readMapping('asset: { keywords: iptc.keywords }') })
    const { json } = await (await serve(library)).get('/v3/search/images?fields=keywords')
    assert.deepEqual(
      json.images[0].keywords.map(({ text }: { text: string }) => text),
      ['one; two|three'],
    )
  })

  for (const name of Object.keys(files(Buffer.alloc(2))))
    it(`is read in ${name}`, () => {
      const wanted = expected[name]![1]
      const image = found.get(String(wanted.title))
      assert.ok(image, `no picture is called ${wanted.title}: ${[...found.keys()].join(', ')}`)
      assert.deepEqual(
        Object.fromEntries(Object.keys(wanted).map((member) => [member, image[member]])),
        wanted,
      )
    })
})
