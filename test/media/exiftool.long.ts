import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import sharp from 'sharp'
import type { EmbeddedMetadata } from '../../src/media/metadata/embedded-metadata.ts'
import { readMetadata } from '../../src/media/metadata/read-metadata.ts'
import { temporaryFolder } from '../support/library.ts'
import { hasTool, testData } from '../support/test-data.ts'

type Tags = Readonly<Record<string, unknown>>

const first = (tags: Tags, ...names: string[]) =>
  names.map((name) => tags[name]).find((value) => value !== undefined && String(value).trim() !== '')
const text = (value: unknown) => (value === undefined ? null : String(value).replace(/\s+/g, ' ').trim())
const all = (value: unknown) => (value === undefined ? [] : [value].flat().map((one) => text(one)))

/** The tags of exiftool for each of our fields, in the order of precedence in the field's docstring. */
const ORACLE: Partial<Record<keyof EmbeddedMetadata, (tags: Tags) => unknown>> = {
  title: (tags) => text(first(tags, 'XMP-dc:Title', 'IPTC:ObjectName')),
  headline: (tags) => text(first(tags, 'XMP-photoshop:Headline', 'IPTC:Headline')),
  descriptionWriter: (tags) => text(first(tags, 'XMP-photoshop:CaptionWriter', 'IPTC:Writer-Editor')),
  description: (tags) =>
    text(first(tags, 'XMP-dc:Description', 'IPTC:Caption-Abstract', 'IFD0:ImageDescription')),
  keywords: (tags) => all(first(tags, 'XMP-dc:Subject', 'IPTC:Keywords')),
  creators: (tags) => all(first(tags, 'XMP-dc:Creator', 'IPTC:By-line', 'IFD0:Artist')),
  creditLine: (tags) => text(first(tags, 'XMP-photoshop:Credit', 'IPTC:Credit')),
  source: (tags) => text(first(tags, 'XMP-photoshop:Source', 'IPTC:Source')),
  copyrightNotice: (tags) => text(first(tags, 'XMP-dc:Rights', 'IPTC:CopyrightNotice', 'IFD0:Copyright')),
  city: (tags) => text(first(tags, 'XMP-photoshop:City', 'IPTC:City')),
  provinceState: (tags) => text(first(tags, 'XMP-photoshop:State', 'IPTC:Province-State')),
  countryName: (tags) => text(first(tags, 'XMP-photoshop:Country', 'IPTC:Country-PrimaryLocationName')),
  dateTaken: (tags) =>
    text(first(tags, 'ExifIFD:DateTimeOriginal', 'XMP-exif:DateTimeOriginal'))?.slice(0, 19) ?? null,
  rating: (tags) => first(tags, 'XMP-xmp:Rating') ?? null,
}

const IIM = [
  '-IPTC:ObjectName=Žofín über Café',
  '-IPTC:Keywords=größe',
  '-IPTC:Keywords=山',
  '-IPTC:By-line=Ada Example',
]
const NOWHERE = {
  name: null,
  sublocation: null,
  city: null,
  provinceState: null,
  countryName: null,
  countryCode: null,
  worldRegion: null,
}
const LATIN = [
  '-IPTC:ObjectName=Straße – Café',
  '-IPTC:City=München',
  '-IPTC:DateCreated=2019:05:31',
  '-IPTC:TimeCreated=18:20:00+02:00',
]

/** What exiftool writes, and what we should read. */
const WRITTEN = {
  XMP: {
    flags: [
      '-XMP-dc:Title=Ärger & <Mut>',
      '-XMP-dc:Title-de=Anders',
      '-XMP-dc:Subject=eins',
      '-XMP-dc:Subject=zwei',
      '-XMP-dc:Creator=Ada Example',
      '-XMP-dc:Creator=Bo Sample',
      '-XMP-photoshop:City=Porto',
      '-XMP-photoshop:DateCreated=2019:05:31',
      '-XMP-iptcExt:PersonInImage=Cy Nobody',
      '-XMP-dc:Rights=© Ada',
      '-XMP-iptcCore:AltTextAccessibility=A lake',
      '-XMP-xmpMM:DocumentID=xmp.did:77',
      '-XMP-iptcCore:AltTextAccessibility-de=Ein See',
      '-XMP-dc:Description-pt-BR=Um lago',
      '-XMP-plus:LicensorName=Example Pictures',
      '-XMP-plus:LicensorURL=https://example.org/licences',
      '-XMP-plus:ModelReleaseStatus#=http://ns.useplus.org/ldf/vocab/MR-UMR',
      '-XMP-plus:ModelReleaseID=m-1',
      '-XMP-plus:ModelReleaseID=m-2',
      '-XMP-plus:OtherConstraints=No crops',
      '-XMP-iptcExt:LocationShownCity=Faro',
      '-XMP-iptcExt:LocationShownCountryCode=prt',
      '-XMP-iptcExt:LocationCreatedCity=Olhão',
      '-XMP-iptcExt:OrganisationInImageName=Example Club',
    ],
    expected: {
      title: 'Ärger & <Mut>',
      keywords: ['eins', 'zwei'],
      creators: ['Ada Example', 'Bo Sample'],
      city: 'Porto',
      dateCreated: '2019-05-31',
      personsInImage: ['Cy Nobody'],
      copyrightNotice: '© Ada',
      altText: 'A lake',
      documentId: '77',
      texts: {
        de: { title: 'Anders', caption: null, altText: 'Ein See', extendedDescription: null },
        'pt-BR': { title: null, caption: 'Um lago', altText: null, extendedDescription: null },
      },
      licensors: [{ name: 'Example Pictures', url: 'https://example.org/licences' }],
      modelReleaseStatus: 'MR-UMR',
      modelReleaseIds: ['m-1', 'm-2'],
      otherConstraints: 'No crops',
      locationsShown: [{ ...NOWHERE, city: 'Faro', countryCode: 'PRT' }],
      locationCreated: { ...NOWHERE, city: 'Olhão' },
      organisationsInImage: ['Example Club'],
    },
  },
  'IIM in UTF-8': {
    flags: ['-CodedCharacterSet=UTF8', ...IIM],
    expected: { title: 'Žofín über Café', keywords: ['größe', '山'], creators: ['Ada Example'] },
  },
  'IIM in windows-1252': {
    flags: ['-charset', 'iptc=Latin', ...LATIN],
    expected: { title: 'Straße – Café', city: 'München', dateCreated: '2019-05-31T18:20:00+02:00' },
  },
  EXIF: {
    flags: [
      '-EXIF:ImageDescription=A lake at dawn',
      '-EXIF:Artist=Ada Example; Bo Sample',
      '-EXIF:Copyright=Ada',
      '-EXIF:DateTimeOriginal=2019:05:31 18:20:01',
      '-EXIF:OffsetTimeOriginal=+02:00',
    ],
    expected: {
      description: 'A lake at dawn',
      creators: ['Ada Example', 'Bo Sample'],
      copyrightNotice: 'Ada',
      dateTaken: '2019-05-31T18:20:01+02:00',
    },
  },
}

/** "2024-05-31T10:00:00+02:00" as exiftool writes it, without the offset. */
const exifDate = (iso: string | null) =>
  iso === null ? null : iso.slice(0, 19).replace('T', ' ').replaceAll('-', ':').padEnd(10)

describe('metadata compared with exiftool', () => {
  it('is the same for every picture of the test data', (t) => {
    const media = testData(t, 'media')
    if (media === null || !hasTool(t, 'exiftool', '-ver')) return
    const files = globSync('**/*.jpg', { cwd: media }).sort()
    const arguments_ = ['-json', '-G1', '-n', '-charset', 'iptc=UTF8', '-r', '-ext', 'jpg', media]
    const found: Tags[] = JSON.parse(
      execFileSync('exiftool', arguments_, {
        maxBuffer: 2 ** 28,
        stdio: ['ignore', 'pipe', 'ignore'],
      }).toString(),
    )
    const byFile = new Map(found.map((tags) => [String(tags.SourceFile), tags]))
    const differences: string[] = []
    let compared = 0
    for (const file of files) {
      const ours = readMetadata(readFileSync(join(media, file)))
      const tags = byFile.get(join(media, file))!
      for (const [member, oracle] of Object.entries(ORACLE)) {
        const mine = ours[member as keyof EmbeddedMetadata]
        const value =
          member === 'dateTaken' ? exifDate(ours.dateTaken) : typeof mine === 'string' ? text(mine) : mine
        const theirs = oracle(tags)
        if (theirs !== null && String(theirs) !== '') compared++
        if (JSON.stringify(value) !== JSON.stringify(theirs))
          differences.push(`${file} ${member}: ${JSON.stringify(value)} and ${JSON.stringify(theirs)}`)
      }
    }
    assert.deepEqual(differences, [])
    assert.ok(compared > 10, `only ${compared} values were compared`)
  })

  for (const format of ['jpeg', 'png', 'webp', 'tiff', 'gif', 'avif'] as const) {
    for (const [kind, { flags, expected }] of Object.entries(WRITTEN)) {
      if (kind.startsWith('IIM') && format !== 'jpeg' && format !== 'tiff') continue
      if (kind !== 'XMP' && format === 'gif') continue
      it(`reads from a ${format} what exiftool wrote as ${kind}`, async (t) => {
        if (!hasTool(t, 'exiftool', '-ver')) return
        const path = await writePlainPicture(await temporaryFolder(t), format)
        execFileSync('exiftool', ['-q', '-overwrite_original', ...flags, path])
        const read = readMetadata(readFileSync(path))
        for (const [member, value] of Object.entries(expected)) {
          assert.deepEqual(read[member as keyof typeof read], value, member)
        }
      })
    }
  }
})

/** A picture without metadata. */
async function writePlainPicture(
  folder: string,
  format: 'jpeg' | 'png' | 'webp' | 'tiff' | 'gif' | 'avif',
): Promise<string> {
  const path = join(folder, `plain.${format === 'jpeg' ? 'jpg' : format}`)
  await sharp({ create: { width: 40, height: 30, channels: 3, background: 'teal' } })
    .toFormat(format)
    .toFile(path)
  return path
}
