import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { parse } from 'yaml'
import { describe as describeFile } from '../../src/ingest/describe.ts'
import { readMapping } from '../../src/ingest/mapping/mapping.ts'
import { readDate } from '../../src/ingest/mapping/read-date.ts'
import { compileRule } from '../../src/ingest/mapping/rule.ts'
import { toAsset } from '../../src/ingest/mapping/to-asset.ts'
import { isProblem } from '../../src/lib/problem.ts'
import { readMetadata } from '../../src/media/metadata/read-metadata.ts'
import { command } from '../support/command.ts'
import { temporaryFolder } from '../support/library.ts'
import { makePicture } from '../support/pictures.ts'

const said = (manifest: Record<string, unknown>) => ({
  manifest: { id: '1', ...manifest },
  iptc: null,
  path: null,
  source: { name: 'source' },
})

/** Returns the description of a record, or its errors if it is refused. */
function described(manifest: Record<string, unknown>, overrides: string | null = null) {
  const asset = toAsset(readMapping(overrides), said(manifest))
  return 'kind' in asset ? { ...asset.description, eventIds: asset.eventIds } : { mistakes: asset }
}

describe('a rule of a mapping', () => {
  const record = said({ a: 'one', b: ['x', 'y'], n: 5, empty: ' ', 'with.dot': 'd', deep: { er: 'z' } })
  for (const [rule, value] of [
    ['manifest.a', 'one'],
    ['manifest.nothing', null],
    ['manifest.empty', null],
    ['manifest.with.dot', 'd'],
    ['manifest.deep.er', 'z'],
    [['manifest.empty', 'manifest.a'], 'one'],
    [{ value: 7 }, 7],
    [{ text: '{manifest.n} × {manifest.a} mm' }, '5 × one mm'],
    [{ text: '{manifest.n} × {manifest.nothing} mm' }, null],
    [{ all: ['manifest.b', 'manifest.nothing', 'manifest.a'] }, ['x', 'y', 'one']],
    [{ from: 'manifest.a', when: { 'manifest.n': [4, 5] } }, 'one'],
    [{ from: 'manifest.a', when: { 'manifest.n': 4 } }, null],
    [{ from: 'manifest.a', when: { 'manifest.empty': null } }, 'one'],
    [{ from: 'manifest.a', match: 'o(n)' }, 'n'],
    [{ from: 'manifest.a', match: 'two' }, null],
    [{ value: 'a; b,c', split: [';', ','] }, ['a', 'b,c']],
    [{ from: 'manifest.b', map: { x: 'X' } }, ['X', null]],
    [{ from: 'manifest.n', map: { 5: 1 } }, 1],
    [{ from: 'manifest.b', join: ' and ' }, 'x and y'],
  ] as const)
    it(`${JSON.stringify(rule)} says ${JSON.stringify(value)}`, () =>
      assert.deepEqual(compileRule(rule)(record), value))
})

describe('a date in a source', () => {
  for (const [text, iso, ms] of [
    ['1785', '1785', Date.UTC(1785, 0)],
    ['2019-05', '2019-05', Date.UTC(2019, 4)],
    ['2019-05-31T18:20:00+02:00', '2019-05-31T18:20:00+02:00', Date.UTC(2019, 4, 31, 16, 20)],
    ['2019-05-31T18:20', '2019-05-31T18:20:00', Date.UTC(2019, 4, 31, 18, 20)],
    ['-0206-01-05', '-0206-01-05', Date.parse('-000206-01-05')],
    ['0220-01-01', '0220-01-01', Date.parse('0220-01-01')],
    ['206 BCE-220 CE', '-0205', Date.parse('-000205-01-01')],
    ['300-200 BC', '-0299', Date.parse('-000299-01-01')],
    ['1826–7', '1826', Date.UTC(1826, 0)],
    ['c.1997-9', '1997', Date.UTC(1997, 0)],
    ['c. 1925-1940', '1925', Date.UTC(1925, 0)],
    ['?c.1785', '1785', Date.UTC(1785, 0)],
    ['1920s', '1920', Date.UTC(1920, 0)],
    ['31.12.1999', '1999-12-31', Date.UTC(1999, 11, 31)],
    ['2019:10:16 19:01:00', '2019-10-16T19:01:00', Date.UTC(2019, 9, 16, 19, 1)],
    ['07.08.2022 14:30', '2022-08-07T14:30:00', Date.UTC(2022, 7, 7, 14, 30)],
    ['1. 2. 2021', '2021-02-01', Date.UTC(2021, 1, 1)],
    ['1999/12/31', '1999-12-31', Date.UTC(1999, 11, 31)],
    ['1999/12', '1999-12', Date.UTC(1999, 11)],
    ['12/1999', '1999-12', Date.UTC(1999, 11)],
    ['1999-3-5', '1999-03-05', Date.UTC(1999, 2, 5)],
    ['1999. 12. 31.', '1999-12-31', Date.UTC(1999, 11, 31)],
    ['19991231', '1999-12-31', Date.UTC(1999, 11, 31)],
    ['19991231T143000Z', '1999-12-31T14:30:00Z', Date.UTC(1999, 11, 31, 14, 30)],
    ['1999年12月31日', '1999-12-31', Date.UTC(1999, 11, 31)],
    ['12/31/1999 2:30 PM', '1999-12-31T14:30:00', Date.UTC(1999, 11, 31, 14, 30)],
    ['31/12/1999', '1999-12-31', Date.UTC(1999, 11, 31)],
    ['31-12-1999', '1999-12-31', Date.UTC(1999, 11, 31)],
    ['03/04/2021', null, null],
    ['Jan 2021', '2021-01', Date.UTC(2021, 0)],
    ['Sept. 2021', '2021-09', Date.UTC(2021, 8)],
    ['May 3, 2021', '2021-05-03', Date.UTC(2021, 4, 3)],
    ['3rd May 2021', '2021-05-03', Date.UTC(2021, 4, 3)],
    ['31-Dec-1999', '1999-12-31', Date.UTC(1999, 11, 31)],
    ['Mon, 03 May 2021 10:00:00 +0200', '2021-05-03T10:00:00+02:00', Date.UTC(2021, 4, 3, 8)],
    ['3. März 2021', '2021-03-03', Date.UTC(2021, 2, 3)],
    ['3 de mayo de 2021', '2021-05-03', Date.UTC(2021, 4, 3)],
    ['14 février 1898', '1898-02-14', Date.UTC(1898, 1, 14)],
    ['5 мая 2021', '2021-05-05', Date.UTC(2021, 4, 5)],
    ['2016-12-31T23:59:60Z', '2016-12-31T23:59:59Z', Date.UTC(2016, 11, 31, 23, 59, 59)],
    ['2019-05-05T24:00:00Z', '2019-05-06T00:00:00Z', Date.UTC(2019, 4, 6)],
    ['31 June 2021', null, null],
    ['Room 2021', null, null],
    ['12/31/99', null, null],
    ['0000-00-00', null, null],
    ['45321', null, null],
    ['no date', null, null],
    ['2019-02-30', null, null],
    ['2019-13', null, null],
    ['9999-99-99', null, null],
    ['12', null, null],
    ['1785 and later', null, null],
  ] as const)
    it(`"${text}" is ${iso}`, () => {
      const found = readDate(text)
      assert.deepEqual([found?.iso ?? null, found?.ms ?? null], [iso, ms])
    })
})

describe('the default mapping', () => {
  it('reads a complete record', () => {
    const found = described({
      family: 'Editorial',
      license_model: 'Rights-managed',
      graphical_style: 'Fine art',
      title: { en: 'Start', de: 'Der Start' },
      'caption.de': 'Am See',
      series: 'job',
      quality_rank: '2',
      keywords: ['dog', { text: 'run', relevance: 80 }],
      concepts: 'joy; speed',
      people: 'Doe, Jane;Roe',
      city: 'Bergen',
      country_code: 'no',
      event_ids: 'e1,e2',
      editorial_segments: ['Sport'],
      date_created: 'about 1785',
      territories: 'deny: US',
      embeddable: 'no',
      popularity: 5,
      usage_restrictions: 'No covers.|No ads, please.',
      visible_from: '2030-01-01',
    })
    assert.partialDeepStrictEqual(found, {
      family: 'editorial',
      licenseModel: 'rightsmanaged',
      graphicalStyle: 'fine_art',
      qualityRank: 2,
      title: 'Start',
      caption: null,
      series: 'job',
      popularity: 5,
      isEmbeddable: 0,
      language: null,
      texts: { de: { title: 'Der Start', caption: 'Am See' } },
      city: 'Bergen',
      countryCode: 'NOR',
      eventIds: ['e1', 'e2'],
      segments: ['sport'],
      dateCreated: '1785',
      dateText: 'about 1785',
      territories: '{"deny":["USA"]}',
      usageRestrictions: '["No covers.","No ads, please."]',
      visibleFromMs: Date.UTC(2030, 0),
      keywords: [
        { type: 'Keyword', text: 'dog' },
        { type: 'Keyword', text: 'run', relevance: 80 },
        { type: 'Concept', text: 'joy' },
        { type: 'Concept', text: 'speed' },
        { type: 'SpecificPeople', text: 'Doe, Jane' },
        { type: 'SpecificPeople', text: 'Roe' },
        { type: 'Location', text: 'Bergen' },
      ],
    })
  })

  it('accepts the same name for the date of a picture as for that of an event', () => {
    assert.partialDeepStrictEqual(described({ date: '2024-05-11' }), { dateCreated: '2024-05-11' })
  })

  it('keeps an unparseable date as text only', () => {
    const found = described({ title: 'x', date_created: 'no date' })
    assert.partialDeepStrictEqual(found, { dateCreated: null, dateCreatedMs: null, dateText: 'no date' })
  })

  it('gives an empty record the defaults of contract 16', () => {
    assert.partialDeepStrictEqual(described({}), {
      family: 'creative',
      licenseModel: null,
      graphicalStyle: 'photography',
      title: '1',
      collection: 'source',
      qualityRank: 3,
      keywords: [],
      isEmbeddable: null,
    })
  })

  for (const [name, value, reason] of [
    ['license_model', 'free', /'free' must be one of royaltyfree, rightsmanaged, rightsready/],
    ['quality_rank', 4, /'4' must be an integer from 1 to 3/],
    ['editorial_segments', ['weather'], /'weather' must be one of archival/],
    ['territories', { allow: ['XX'] }, /There is no country 'XX'/],
    ['territories', { anywhere: true }, /must have a list, allow or deny/],
    ['visible_from', 'soon', /'soon' is not a date/],
    ['embeddable', 'maybe', /must be true or false/],
    ['language', 'klingon', /is not the tag of a language/],
    ['title', { xx: 'a', de: 'b' }, /^'xx' is not the tag of a language \(BCP 47\), such as da/],
    ['title', ['a', 'b'], /'\["a","b"\]' is not a text/],
    ['keywords', [{ text: 'dog', relevance: 101 }], /'101' must be an integer from 0 to 100/],
    ['country_code', 'Germany', /'Germany' is not a code of ISO 3166, such as DEU/],
    ['keywords', Array.from({ length: 1001 }, (_, n) => `k${n}`), /It has 1001 entries, and may have 1000/],
    ['visible_until', '2000-01-01', /It is not after visible_from/],
    ['keywords', [{ text: 'dog', type: 'Foo' }], /'Foo' must be one of Keyword, Concept, Location/],
    ['keywords', [{ text: 'gloomy', type: 'Mood' }], /'gloomy' must be one of Mood: black_and_white, bold/],
  ] as const)
    it(`refuses ${name} ${JSON.stringify(value).slice(0, 60)}`, () => {
      const { mistakes } = described({ title: 'x', visible_from: '2000-01-01', [name]: value }) as {
        mistakes: { field: string; reason: string }[]
      }
      assert.deepEqual(mistakes.map(({ field }) => field).slice(0, 1), [name])
      assert.match(mistakes[0]!.reason, reason)
    })

  for (const [country, language, code] of [
    ['Germany', undefined, 'DEU'],
    ['Deutschland', 'de', 'DEU'],
    ['Deutschland', undefined, null],
    ["Cote d'Ivoire", undefined, 'CIV'],
    ['UK', undefined, 'GBR'],
    ['USA', undefined, 'USA'],
    ['Atlantis', undefined, null],
  ] as const)
    it(`knows ${country} as ${code} in ${language ?? 'en-US'}`, () => {
      const found = described({ title: 'x', country, ...(language && { language }) })
      assert.partialDeepStrictEqual(found, { countryName: country, countryCode: code })
    })

  for (const [manifest, language, title, languages] of [
    [{ title: { de: 'nur deutsch' } }, 'de', 'nur deutsch', []],
    [{ 'title.fr': 'un', title: { de: 'eins' } }, 'fr', 'un', ['de']],
    [{ 'title.de': 'Eins', caption: 'One' }, null, 'One', ['de']],
    [{ 'title.de': 'Eins', title: 'One' }, null, 'One', ['de']],
    [{ 'title.de': 'Eins', language: 'en' }, null, '1', ['de']],
  ] as const)
    it(`takes ${JSON.stringify(manifest)} for ${language ?? 'en-US'}`, () => {
      const { texts, ...found } = described(manifest) as { texts: object; language: string; title: string }
      assert.deepEqual([found.language, found.title, Object.keys(texts)], [language, title, languages])
    })

  it('ignores invalid values in files, which nobody could fix line by line', () => {
    const keywords = Array.from({ length: 1001 }, (_, index) => `k${index}`)
    const overrides = 'asset: { keywords: xmp.acme:Words }'
    const iptc = { ...readMetadata(Buffer.alloc(0)), countryCode: 'R17', placesShown: [] }
    const file = { ...said({ title: 'x' }), iptc, xmp: { 'acme:Words': keywords } }
    const asset = toAsset(readMapping(overrides), file)
    assert.ok('kind' in asset)
    assert.deepEqual([asset.description.countryCode, asset.description.keywords.length], [null, 1000])
  })

  it('describes a file, and an override of one field keeps the others', async () => {
    const picture = await makePicture({
      title: 'Quay',
      artist: 'Ada',
      rating: 5,
      drawn: true,
      city: 'Bergen',
    })
    const metadata = readMetadata(picture)
    const place = { path: 'sea side/IMG_1.jpg', folder: 'trips' }
    const usual = describeFile({ metadata }, place)
    assert.partialDeepStrictEqual(usual, {
      title: 'Quay',
      artist: 'Ada',
      qualityRank: 1,
      graphicalStyle: 'illustration',
      collection: 'trips',
      keywords: [{ type: 'Location', text: 'Bergen' }],
    })
    const own = readMapping('asset: { artist: { text: "Photo: {iptc.city}" }, keywords: path.folders }')
    assert.deepEqual(describeFile({ metadata }, place, own), {
      ...usual,
      artist: 'Photo: Bergen',
      keywords: [{ type: 'Keyword', text: 'sea side' }, ...usual.keywords],
    })
  })
})

describe('a mapping file', () => {
  it('is refused with all its errors', () => {
    const wrong = 'asset: { titel: manifest.x, title: { form: manifest.x }, artist: id3.artist }\nbird: {}'
    assert.throws(
      () => readMapping(wrong),
      (error: Error) => {
        assert.ok(isProblem(error, 'InvalidMapping'))
        for (const said of [
          /asset has no field titel/,
          /asset.title: a rule has no 'form'/,
          /'id3.artist' must begin/,
        ])
          assert.match(error.message, said)
        return true
      },
    )
    assert.throws(() => readMapping('asset: ['), /It is not YAML/)
    assert.throws(() => readMapping('bird: {}'), /There is no kind bird/)
    assert.throws(
      () => readMapping('asset: { title: &a [*a] }'),
      /^InvalidMapping: The mapping is wrong.\nasset.title: an alias is inside/,
    )
  })

  it('is what `vitrine mapping print` prints', async (t) => {
    const file = join(await temporaryFolder(t), 'own.yaml')
    const usual = await command(['mapping', 'print'])
    assert.equal(usual.code, 0)
    assert.match(usual.stdout, /^# Each field of the library/)
    await writeFile(file, 'asset: { series: manifest.job }')
    const { stdout } = await command(['mapping', 'print', '--mapping', file])
    const expected = parse(usual.stdout)
    expected.asset.series = 'manifest.job'
    assert.deepEqual(parse(stdout), expected)
    await writeFile(file, stdout)
    assert.equal((await command(['mapping', 'print', '--mapping', file])).stdout, stdout)
    await writeFile(file, 'asset: { serie: manifest.job }')
    const wrong = await command(['mapping', 'print', '--mapping', file])
    assert.deepEqual([wrong.code, wrong.stdout], [2, ''])
    assert.match(wrong.stderr, /asset has no field serie/)
  })
})

describe('dates in a format that a mapping declares', () => {
  for (const [rule, value, iso] of [
    [{ from: 'manifest.d', dates: 'dmy' }, '03/04/2021', '2021-04-03'],
    [{ from: 'manifest.d', dates: 'mdy' }, '03/04/2021 2:30 PM', '2021-03-04T14:30:00'],
    [{ from: 'manifest.d', dates: 'serial' }, '45321', '2024-01-30'],
    [{ from: 'manifest.d', dates: 'serial' }, 45321.5, '2024-01-30T12:00:00'],
    [{ from: 'manifest.d', dates: 'serial' }, 'unknown', 'unknown'],
  ] as const)
    it(`${JSON.stringify(value)} by ${rule.dates} is ${iso}`, () =>
      assert.equal(compileRule(rule)(said({ d: value })), iso))

  it('must be in one of these formats', () =>
    assert.throws(
      () => compileRule({ from: 'manifest.d', dates: 'ymd' }),
      /dates must be one of dmy, mdy, serial/,
    ))
})
