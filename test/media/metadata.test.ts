import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { readMetadata } from '../../src/media/metadata/read-metadata.ts'
import { pngWithPackets } from '../support/hostile-files.ts'
import { makePicture, toXmp } from '../support/pictures.ts'

const reference = new URL('../fixtures/iptc/IPTC-PhotometadataRef-Std2019.1.jpg', import.meta.url)

describe('metadata of a picture', () => {
  it('has every mapped field of the IPTC reference picture', () => {
    const place = (name: string) => ({
      name: null,
      sublocation: `Sublocation (${name}) (ref2019.1)`,
      city: `City (${name}) (ref2019.1)`,
      provinceState: `Province/State (${name}) (ref2019.1)`,
      countryName: `CountryName (${name}) (ref2019.1)`,
      countryCode: 'R17',
      worldRegion: `Worldregion (${name}) (ref2019.1)`,
    })
    const { written, ...described } = readMetadata(readFileSync(reference))
    assert.equal(written.xmp['photoshop:Headline'], 'The Headline (ref2019.1)')
    assert.equal(written.iim['2:80'], 'Creator1 (ref2019.1)')
    assert.equal(written.exif.ImageDescription, 'The description aka caption (ref2019.1)')
    assert.deepEqual(described, {
      language: null,
      texts: {},
      title: 'The Title (ref2019.1)',
      headline: 'The Headline (ref2019.1)',
      descriptionWriter: 'Description Writer (ref2019.1)',
      description: 'The description aka caption (ref2019.1)',
      keywords: ['Keyword1ref2019.1', 'Keyword2ref2019.1', 'Keyword3ref2019.1'],
      hierarchyTerms: [],
      creators: ['Creator1 (ref2019.1)', 'Creator2 (ref2019.1)'],
      creatorJobTitle: "Creator's Job Title (ref2019.1)",
      creditLine: 'Credit Line (ref2019.1)',
      source: 'Source (ref2019.1)',
      instructions: 'An Instruction (ref2019.1)',
      jobId: 'Job Id (ref2019.1)',
      city: 'City (Core) (ref2019.1)',
      provinceState: 'Province/State (Core) (ref2019.1)',
      countryName: 'Country (Core) (ref2019.1)',
      countryCode: 'R19',
      sublocation: 'Sublocation (Core) (ref2019.1)',
      dateCreated: '2019-10-16T19:01:00+00:00',
      dateTaken: null,
      dateDigitized: null,
      copyrightNotice: 'Copyright (Notice) 2019.1 IPTC - www.iptc.org (ref2019.1)',
      usageTerms: 'Rights Usage Termns (ref2019.1)',
      webStatement: 'http://www.WebStatementOfRights.org/2019.1',
      modelReleaseStatus: 'MR-NAP',
      propertyReleaseStatus: 'PR-NAP',
      dataMining: null,
      persons: [
        {
          name: 'Person Name 1 (ref2019.1)',
          description: 'Person Description 1 (ref2019.1)',
        },
      ],
      organisationsInImage: [1, 2, 3].map((number) => `Organisation Name ${number} (ref2019.1)`),
      locationCreated: place('Location created1'),
      locationsShown: [place('Location shown1'), place('Location shown2')],
      modelReleaseIds: ['Model Release ID 1 (ref2019.1)', 'Model Release ID 2 (ref2019.1)'],
      propertyReleaseIds: ['Property Release ID 1 (ref2019.1)', 'Property Release ID 2 (ref2019.1)'],
      minorModelAge: 'AG-A25',
      modelAges: [25, 27, 30],
      modelInfo: 'Additional Model Info (ref2019.1)',
      licensors: [1, 2].map((number) => ({
        name: `Licensor Name ${number} (ref2019.1)`,
        url: `Licensor URL ${number} (ref2019.1)`,
      })),
      copyrightOwners: ['Copyright Owner Name 1 (ref2019.1)', 'Copyright Owner Name 2 (ref2019.1)'],
      otherConstraints: null,
      personsInImage: [
        'Person Shown 1 (ref2019.1)',
        'Person Shown 2 (ref2019.1)',
        'Person Name 1 (ref2019.1)',
        ...[2, 3, 1].map((number) => `Person name no 1 in region persltr${number} (ref2019.1)`),
      ],
      event: 'An Event (ref2019.1)',
      collection: null,
      rating: 1,
      documentId: null,
      digitalSourceType: 'http://cv.iptc.org/newscodes/digitalsourcetype/softwareImage',
      altText: null,
      extendedDescription: null,
    })
  })

  for (const format of ['jpeg', 'png', 'webp', 'tiff'] as const) {
    it(`is read out of a ${format}`, async () => {
      const said = {
        title: 'Ärger & <Mut>',
        keywords: ['größe', '山'],
        created: '2019-05',
        rating: 5,
        collection: 'Moment',
      }
      const { title, keywords, dateCreated, rating, collection } = readMetadata(
        await makePicture({ ...said, format }),
      )
      assert.deepEqual(
        { title, keywords, dateCreated, rating, collection },
        {
          title: 'Ärger & <Mut>',
          keywords: ['größe', '山'],
          dateCreated: '2019-05',
          rating: 5,
          collection: 'Moment',
        },
      )
    })
  }

  it('falls back from XMP to IIM, as windows-1252 if it is not UTF-8', () => {
    const { title, keywords, dateCreated, city } = readMetadata(
      jpegWithIim([
        [5, Buffer.from('Stra\xdfe', 'latin1')],
        [25, Buffer.from('B\xe4ume', 'latin1')],
        [25, Buffer.from('Haus')],
        [55, Buffer.from('20190500')],
        [90, Buffer.from('K\xf6ln', 'latin1')],
      ]),
    )
    assert.deepEqual([title, keywords, dateCreated, city], ['Straße', ['Bäume', 'Haus'], '2019-05', 'Köln'])
  })

  it('includes properties written as attributes and under other prefixes', () => {
    const xmp = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
      xmlns:ps="http://ns.adobe.com/photoshop/1.0/" ps:City="Bern" ps:DateCreated="2020-02-30T10:00:00"/></rdf:RDF>`
    const { city, dateCreated } = readMetadata(jpegWithXmp(xmp))
    assert.deepEqual([city, dateCreated], ['Bern', '2020-02'])
  })

  it('is truncated to what a record can hold, and floods do not affect other fields', () => {
    const words = Array.from({ length: 2000 }, (_, index) => `${index} ${'word '.repeat(300)}`)
    const names = Array.from({ length: 900 }, (_, index) => `<rdf:li>Name ${index}</rdf:li>`).join('')
    const packet = toXmp({ title: 'title '.repeat(5000), caption: 'line '.repeat(9000), keywords: words })
    const said = readMetadata(
      pngWithPackets([
        packet.replace('<dc:subject>', `<dc:creator><rdf:Seq>${names}</rdf:Seq></dc:creator><dc:subject>`),
        toXmp({ city: 'Bern', country: 'Schweiz' }),
      ]),
    )
    const { title, description, creators, keywords, city } = said
    assert.ok(title!.length <= 2000 && description!.length <= 20_000 && description!.length > 10_000)
    assert.ok(creators.length > 10 && creators.join(', ').length <= 300)
    assert.ok(keywords.length > 100 && keywords.every((keyword) => keyword.length <= 200))
    assert.ok(JSON.stringify(said).length < 105_000)
    assert.equal(city, 'Bern')
  })

  it('is read from the first packets only, and inflated within one budget for all of them', () => {
    const blank = Buffer.alloc(15 * 2 ** 20, ' ')
    const title = (text: string) => toXmp({ title: text })
    const { title: fourth } = readMetadata(pngWithPackets(['', '', '', title('Fourth'), title('Fifth')]))
    assert.equal(fourth, 'Fourth')
    assert.equal(readMetadata(pngWithPackets(['', '', '', '', title('Fifth')])).title, null)
    const beyond = `${title('Beyond')}${' '.repeat(2 ** 21)}`
    assert.equal(readMetadata(pngWithPackets([beyond])).title, 'Beyond')
    assert.equal(readMetadata(pngWithPackets([blank, beyond])).title, null)
  })

  it('has the texts of all languages, and the language of the chosen one', () => {
    const alternatives = (texts: Record<string, string>) =>
      `<rdf:Alt>${Object.entries(texts)
        .map(([tag, text]) => `<rdf:li xml:lang="${tag}">${text}</rdf:li>`)
        .join('')}</rdf:Alt>`
    const read = (title: Record<string, string>, caption: Record<string, string>) =>
      readMetadata(
        jpegWithXmp(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
          xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/"
          plus:DataMining="http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED"><dc:title>${alternatives(title)}</dc:title>
          <dc:description>${alternatives(caption)}</dc:description></rdf:Description></rdf:RDF>`),
      )
    const silent = { title: null, caption: null, altText: null, extendedDescription: null }
    const german = read(
      { 'x-default': 'Hafen', 'de-AT': 'Hafen', en: 'Harbour', tlh: 'vergh' },
      { 'x-default': 'Am Abend', en: 'In the evening', fr: 'Le soir' },
    )
    assert.deepEqual([german.language, german.title, german.description], ['de-AT', 'Hafen', 'Am Abend'])
    assert.deepEqual(german.texts, {
      'en-US': { ...silent, title: 'Harbour', caption: 'In the evening' },
      fr: { ...silent, caption: 'Le soir' },
      tlh: { ...silent, title: 'vergh' },
    })
    assert.equal(german.dataMining, 'DMI-PROHIBITED')
    const unsaid = read({ 'x-default': 'Harbour', de: 'Hafen' }, { 'x-default': 'In the evening' })
    assert.deepEqual([unsaid.language, unsaid.title], [null, 'Harbour'])
    assert.deepEqual(unsaid.texts, { de: { ...silent, title: 'Hafen' } })
    const only = read({ fr: 'Port', de: 'Hafen' }, {})
    assert.deepEqual(
      [only.language, only.title, only.texts],
      ['fr', 'Port', { de: { ...silent, title: 'Hafen' } }],
    )
  })

  it('is empty, without failing, if blocks are damaged', () => {
    const whole = jpegWithXmp(toXmp({ title: 'A title', keywords: ['one', 'two'] }))
    for (let cut = 0; cut < whole.length; cut += 7) readMetadata(whole.subarray(0, cut))
    for (let at = 2; at < whole.length; at += 5) {
      const damaged = Buffer.from(whole)
      damaged[at] = damaged[at]! ^ 0xff
      readMetadata(damaged)
    }
  })
})

const segment = (marker: number, data: Buffer) =>
  Buffer.concat([Buffer.from([0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 0xff]), data])

const jpeg = (...segments: Buffer[]) =>
  Buffer.concat([Buffer.from([0xff, 0xd8]), ...segments, Buffer.from([0xff, 0xd9])])

const jpegWithXmp = (xmp: string) => jpeg(segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${xmp}`)))

function jpegWithIim(dataSets: readonly (readonly [number, Buffer])[]): Buffer {
  const iim = Buffer.concat(
    dataSets.map(([number, value]) =>
      Buffer.concat([Buffer.from([0x1c, 2, number, value.length >> 8, value.length & 0xff]), value]),
    ),
  )
  const length = Buffer.alloc(4)
  length.writeUInt32BE(iim.length)
  return jpeg(
    segment(0xed, Buffer.concat([Buffer.from('Photoshop 3.0\x008BIM\x04\x04\0\0', 'latin1'), length, iim])),
  )
}
