import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { IdCache } from '../../src/catalogue/id-cache.ts'
import {
  applyKeywordChanges,
  queueKeywordMerge,
  queueKeywordUpdate,
} from '../../src/catalogue/keyword-changes.ts'
import { ensureKeywords } from '../../src/catalogue/keywords.ts'
import { addAsset } from '../../src/catalogue/save-asset.ts'
import { randomFrom } from '../../src/lib/random.ts'
import { catchUp } from '../../src/search/indexer.ts'
import { exportCsv, exportSkos } from '../../src/vocabulary/export-vocabulary.ts'
import { type EntryOutcome, importVocabulary } from '../../src/vocabulary/import-vocabulary.ts'
import { startCommand } from '../support/cli.ts'
import { command } from '../support/command.ts'
import { emptyLibrary, get, serve, type TestLibrary, temporaryFolder } from '../support/library.ts'
import { writePicture } from '../support/pictures.ts'
import { addRecord, EMPTY_DESCRIPTION } from '../support/records.ts'
import { until } from '../support/until.ts'

const ANIMALS = `id,type,broader,en-US,de,fr,ja
2001,,,animal,Tier,animal,動物
2002,,2001|pet,dog|hound,Hund,chien,犬
2003,Concept,,pet,Haustier|Heimtier,animal de compagnie,ペット
203,,,close-up,Nahaufnahme,gros plan,クローズアップ
`

async function* bytesOf(text: string | Buffer): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text)
  // Small chunks, so that characters and line endings are split.
  for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7)
}

/** Imports into a library; returns the counts and the refusals as text. */
async function take(library: TestLibrary, text: string | Buffer) {
  const outcomes: EntryOutcome[] = []
  const summary = await importVocabulary(library, bytesOf(text), (outcome) => outcomes.push(outcome))
  await catchUp(library)
  const refused = outcomes.flatMap((it) =>
    it.is === 'refused'
      ? [`${'line' in it.location ? it.location.line : it.location.concept} ${it.field}: ${it.reason}`]
      : [],
  )
  return { summary, refused }
}

const exported = async (library: TestLibrary) => (await Array.fromAsync(exportCsv(library.db))).join('')

async function pictureOf(library: TestLibrary, ...texts: string[]): Promise<number> {
  const keywords = texts.map((text) => ({ type: 'Keyword', text }) as const)
  return addRecord(library, { title: `Picture ${texts.length}`, keywords })
}

async function kindsOfAssetChanges({ db }: TestLibrary): Promise<string[]> {
  const asset = db.selectFrom('change').select('kind').where('subject', '=', 'asset')
  return (await asset.orderBy('seq').execute()).map(({ kind }) => kind)
}

async function finder(library: TestLibrary) {
  const server = await serve(library)
  return async (phrase: string, language?: string) => {
    const url = `/v3/search/images/creative?fields=id,keywords&phrase=${encodeURIComponent(phrase)}`
    const { json, text } = await server.get(url, language ? { 'accept-language': language } : {})
    assert.ok(json?.images, text)
    return json as { result_count: number; images: { keywords: { text: string; keyword_id: string }[] }[] }
  }
}

describe('vitrine vocabulary', () => {
  it('gives a running server the new words within about a second, and changes nothing the second time', async (t) => {
    const { data, file } = await filesOf(t, ANIMALS)
    const folder = await temporaryFolder(t)
    await writePicture(folder, 'a.jpg', { title: 'Rex', keywords: ['hound'] })
    await command(['ingest', folder, '--data', data])
    const made = await command(['keys', 'create', '--name', 'me', '--data', data, '--json'])
    const { key } = JSON.parse(made.stdout)
    const server = await startCommand(t, ['serve', '--data', data, '--port', '0', '--tls-port', '0'])
    const url = `${server.ready.http}/v3/search/images/creative?phrase=Tiere&fields=keywords`
    const send = () => get(url, { 'api-key': key, 'accept-language': 'de' })
    assert.equal((await send()).json.result_count, 0)
    const first = await command(['vocabulary', 'import', file, '--data', data, '--json'])
    assert.deepEqual(JSON.parse(first.stdout), {
      summary: { added: 3, updated: 1, unchanged: 0, merged: 1, refused: 0 },
    })
    const { json } = await until(send, (answer) => answer.json.result_count === 1, 1000)
    assert.equal(json.images[0].keywords[0].text, 'Hund')
    const again = await command(['vocabulary', 'import', file, '--data', data, '--json'])
    assert.deepEqual(JSON.parse(again.stdout), {
      summary: { added: 0, updated: 0, unchanged: 4, merged: 0, refused: 0 },
    })
    assert.equal(again.code, 0)
  })

  it('reports refusals by line and field and exits with 3, or with 1 if there is no such file', async (t) => {
    const { data, file } = await filesOf(t, `${ANIMALS}x,,,cat,,,\n2005,Thing,,cow,,,\n2006,,2006,cow,,,\n`)
    const { code, stdout } = await command(['vocabulary', 'import', file, '--data', data])
    assert.equal(code, 3)
    assert.deepEqual(stdout.trim().split('\n'), [
      'refused line 6, id: "x" is not a keyword id, which is an integer from 1 to 1999999999',
      'refused line 7, type: "Thing" is not a keyword type, which is one of Keyword, Concept, Location, SpecificPeople, ' +
        'NumberOfPeople, Age, Ethnicity, Composition, ImageTechnique, Viewpoint, Mood, Sensitive',
      'refused line 8, broader: forms a cycle: cow; broader keywords between these were ignored',
      '4 added, 1 updated, 0 unchanged, 0 plain ones merged, 3 refused',
    ])
    const missing = await command(['vocabulary', 'import', join(data, 'none.csv'), '--data', data])
    assert.deepEqual([missing.code, missing.stderr], [1, `There is no file ${join(data, 'none.csv')}.\n`])
    await writeFile(file, '{"@graph": [')
    const cut = await command(['vocabulary', 'import', file, '--data', data])
    assert.equal(cut.code, 1)
    assert.equal(cut.stderr, `${file} cannot be imported. (Unexpected end of JSON input)\n`)
    assert.equal((await command(['vocabulary', 'export', '--format', 'x', '--data', data])).code, 2)
    const csv = await command(['vocabulary', 'export', '--data', data])
    assert.match(csv.stdout, /^id,type,broader,en-US,de,fr,ja\n203,Composition,,close-up,Nahaufnahme,/)
    const skos = await command(['vocabulary', 'export', '--format', 'skos', '--data', data])
    assert.equal(JSON.parse(skos.stdout)['@graph'].length, 5)
  })
})

async function filesOf(t: TestContext, csv: string): Promise<{ data: string; file: string }> {
  const data = await temporaryFolder(t)
  const file = join(await temporaryFolder(t), 'words.csv')
  await writeFile(file, csv)
  return { data, file }
}

describe('the words of a vocabulary', () => {
  it('find pictures in every language, by synonyms and by broader keywords, and are returned in the requested language', async (t) => {
    const library = await emptyLibrary(t)
    await take(library, ANIMALS)
    await pictureOf(library, 'Hound', 'garden')
    await catchUp(library)
    const find = await finder(library)
    for (const [word, language] of [
      ...(
        ['dog', 'dogs', 'Hund', 'Hunde', 'chien', '犬', 'Haustier', 'animals', 'Tiere', 'ペット'] as const
      ).map((it) => [it, undefined] as const),
      ...([
        ['Hunde', 'de'],
        ['chiens', 'fr'],
        ['動物', 'ja'],
        ['dog', 'de'],
      ] as const),
    ])
      assert.equal((await find(word, language)).result_count, 1, `${word} ${language}`)
    const words = async (language?: string) =>
      (await find('dog', language)).images[0]!.keywords.map(({ text }) => text)
    assert.deepEqual(await words(), ['dog', 'garden'])
    assert.deepEqual(await words('de-AT'), ['Hund', 'garden'])
    assert.deepEqual(await words('ja'), ['犬', 'garden'])
    assert.deepEqual(await words('es'), ['dog', 'garden'])
  })

  it('are spelt as in the source in its language, and as in the vocabulary in others', async (t) => {
    const library = await emptyLibrary(t)
    await take(library, 'id,type,broader,en-US,de,fr\n2001,,,sport,Sport,sport\n')
    await pictureOf(library, 'SPORT')
    const find = await finder(library)
    for (const [language, expected] of Object.entries({
      'en-US': 'SPORT',
      de: 'Sport',
      fr: 'sport',
      it: 'SPORT',
    }))
      assert.equal((await find('sport', language)).images[0]?.keywords[0]?.text, expected, language)
  })

  it('map labels of any language to one keyword, and keep the relevance of the source', async (t) => {
    const library = await emptyLibrary(t)
    await take(library, ANIMALS)
    const given = await ensureKeywords(library.db, [
      { type: 'Keyword', text: 'hound', relevance: 80 },
      { type: 'Keyword', text: 'Chien' },
      { type: 'Keyword', text: 'pet' },
      { type: 'Keyword', text: 'Nahaufnahme' },
      { type: 'Location', text: 'dog' },
    ])
    assert.deepEqual(given, [
      { id: 2002, relevance: 80, written: 'hound' },
      { id: 2003, relevance: null, written: null },
      { id: 203, relevance: null, written: 'Nahaufnahme' },
      { id: 10001, relevance: null, written: null },
    ])
    await addRecord(library, {
      keywords: [
        { type: 'Keyword', text: 'dog', relevance: 80 },
        { type: 'Keyword', text: 'pet' },
      ],
    })
    await catchUp(library)
    const find = await finder(library)
    assert.deepEqual((await find('dog', 'fr')).images[0]!.keywords, [
      { keyword_id: '2002', text: 'chien', type: 'Keyword', relevance: 80 },
      { keyword_id: '2003', text: 'animal de compagnie', type: 'Concept', relevance: null },
    ])
  })

  it('replace the plain keywords of assets by those of the vocabulary', async (t) => {
    const library = await emptyLibrary(t)
    const first = await pictureOf(library, 'dog', 'garden')
    const second = await pictureOf(library, 'hund', 'pet', 'hound', 'dog')
    await catchUp(library)
    const find = await finder(library)
    assert.equal((await find('"Hunde"', 'de')).result_count, 1)
    const { summary } = await take(library, ANIMALS)
    assert.equal(summary.merged, 4)
    const rows = await library.db
      .selectFrom('assetKeyword')
      .select(['assetId', 'keywordId'])
      .orderBy('assetId')
      .orderBy('keywordId')
      .execute()
    const garden = rows.find(({ assetId, keywordId }) => assetId === first && keywordId !== 2002)!
    assert.deepEqual(
      rows.map((row) => ({ ...row })),
      [
        { assetId: first, keywordId: 2002 },
        { ...garden },
        { assetId: second, keywordId: 2002 },
        { assetId: second, keywordId: 2003 },
      ],
    )
    await until(
      () => find('Tiere', 'de'),
      (found) => found.result_count === 2,
      1000,
    )
    assert.deepEqual(new Set(await kindsOfAssetChanges(library)), new Set(['added', 'keyword_changed']))
    assert.deepEqual(await library.db.selectFrom('rewording').selectAll().execute(), [])
  })

  it('reach the pictures of narrower keywords when they change, and cost nothing otherwise', async (t) => {
    const library = await emptyLibrary(t)
    await take(library, ANIMALS)
    await pictureOf(library, 'dog')
    await catchUp(library)
    const find = await finder(library)
    const changes = async () => (await library.db.selectFrom('change').selectAll().execute()).length
    assert.equal((await find('beast')).result_count, 0)
    const before = await changes()
    assert.equal((await take(library, ANIMALS)).summary.unchanged, 4)
    assert.equal(await changes(), before)
    await take(library, 'id;en-US\n2001;animal|beast\n')
    const count = async (word: string) => (await find(word)).result_count
    await until(
      () => count('beast'),
      (found) => found === 1,
      1000,
    )
    assert.equal(await count('Tier'), 1)
    await take(library, 'id,broader\n2002,2003\n')
    await until(
      () => count('"beast"'),
      (found) => found === 0,
      1000,
    )
    assert.equal(await count('Heimtier'), 1)
  })

  it('reach the pictures at the next import if the first one was killed', async (t) => {
    const library = await emptyLibrary(t)
    await take(library, ANIMALS)
    await pictureOf(library, 'dog', 'doggy')
    await library.db.transaction().execute(async (tx) => {
      const doggy = await tx
        .selectFrom('keyword')
        .select('id')
        .where('text', '=', 'doggy')
        .executeTakeFirstOrThrow()
      await queueKeywordMerge(tx, { id: doggy.id, intoId: 2002 })
      await queueKeywordUpdate(tx, 2001, new Date())
    })
    assert.equal((await exported(library)).includes('doggy'), false)
    assert.equal((await take(library, ANIMALS)).summary.merged, 1)
    assert.deepEqual(await kindsOfAssetChanges(library), ['added', 'keyword_changed', 'keyword_changed'])
  })

  it('replace merged keywords, those that are merged in turn, and those of assets that are saved meanwhile', async (t) => {
    const library = await emptyLibrary(t)
    await take(library, ANIMALS)
    const first = await pictureOf(library, 'doggy', 'poochie')
    const idOf = async (text: string) =>
      (await library.db.selectFrom('keyword').select('id').where('text', '=', text).executeTakeFirstOrThrow())
        .id
    const [doggy, poochie] = [await idOf('doggy'), await idOf('poochie')]
    const cache = new IdCache()
    /** Adds a picture as an import does, which looked up the keyword in an earlier transaction. */
    const importOne = async () =>
      library.db.transaction().execute(async (tx) => {
        await cache.forgetIfRemoved(tx)
        return addAsset(tx, {
          description: { ...EMPTY_DESCRIPTION, keywords: [{ type: 'Keyword', text: 'doggy' }] },
          master: null,
          now: new Date(),
          idCache: cache,
        })
      })
    const second = await importOne()
    cache.commit()
    await library.db.transaction().execute(async (tx) => {
      await queueKeywordMerge(tx, { id: poochie, intoId: doggy })
      await queueKeywordMerge(tx, { id: doggy, intoId: 2002 })
    })
    let meanwhile: Promise<number> | null = null
    await applyKeywordChanges({
      db: library.db,
      now() {
        // Its transaction follows the one in which this is called.
        meanwhile ??= importOne()
        return new Date()
      },
    })
    await take(library, 'id,en-US\n2002,dog|hound|doggy|poochie\n')
    for (const id of [first, second, await meanwhile!, await importOne()]) {
      const rows = await library.db.selectFrom('assetKeyword').selectAll().where('assetId', '=', id).execute()
      assert.deepEqual(
        rows.map(({ keywordId }) => keywordId),
        [2002],
      )
      assert.equal(rows[0]!.written, 'doggy')
    }
  })

  it('are renamed by id, keep the ids of filters, and get unused ids', async (t) => {
    const library = await emptyLibrary(t)
    await take(
      library,
      'id,type,en-US\n20000,,autmn\n,,winter\n201,Mood,abstract\n201,,abstract art\n999,,odd\n,,abstract\n',
    )
    await take(library, 'id,en-US\n20000,autumn\n')
    assert.deepEqual((await exported(library)).trim().split('\n'), [
      'id,type,broader,en-US',
      '201,Composition,,abstract|abstract art',
      '20000,Keyword,,autumn',
      '20001,Keyword,,winter',
    ])
  })
})

describe('a vocabulary file', () => {
  it('can have a byte order mark, any line endings, semicolons or tabs, or be UTF-16', async (t) => {
    for (const file of [
      `\ufeff${ANIMALS}`,
      ANIMALS.replaceAll('\n', '\r\n'),
      ANIMALS.replaceAll('\n', '\r'),
      ANIMALS.replaceAll(',', ';'),
      `sep=;\n${ANIMALS.replaceAll(',', ';')}`,
      ANIMALS.replace('pet,Haustier', '"pet","Haus\ntier').replace('|Heimtier', '|Heimtier"'),
      Buffer.from(`\ufeff${ANIMALS.replaceAll(',', '\t').replaceAll('\n', '\r\n')}`, 'utf16le'),
      Buffer.from(`\ufeff${ANIMALS}`, 'utf16le').swap16(),
    ]) {
      const library = await emptyLibrary(t)
      assert.deepEqual((await take(library, file)).summary, {
        added: 3,
        updated: 1,
        unchanged: 0,
        merged: 0,
        refused: 0,
      })
    }
  })

  it('causes one message per error', async (t) => {
    const library = await emptyLibrary(t)
    const latin = Buffer.concat([
      Buffer.from('id,type,broader,en-US,de,de,klingon\n3001,,,tree,'),
      Buffer.from('B\xe4ume', 'latin1'),
      Buffer.from(
        [
          ',,\n3002,,,rock,Fels,,',
          '3002,,,stone,Stein,,',
          '3003,,,rock,,,',
          '3004,,,"cut,,,',
          '3005,,,"a"b,,,',
          '3006,,,!!!,,,',
          `3007,,,${'x'.repeat(201)},,,`,
          '3008,,nowhere,hill,,,',
          '3009,,,one,,,,too,many',
          '-5,,,two,,,',
          '3010,,3011,up,,,',
          '3011,,3012|3010,down,,,',
          '3012,,,side,,,',
          'no\x00pe,,,three,,,',
          `3013,,,${'y'.repeat(200_000)},,,`,
          '3014,,,last,Letzter,,',
        ].join('\n'),
      ),
    ])
    const { refused, summary } = await take(library, latin)
    assert.deepEqual(refused, [
      '1 de: is named twice; the first column is used',
      '1 klingon: is not a known column',
      '2 de: is not text in UTF-8; save the file in that encoding',
      '6 line: has a quote that is not closed where a cell ends',
      '7 line: has a quote inside a cell',
      '8 en-US: "!!!" has neither a letter nor a digit',
      '9 en-US: is longer than 200 characters',
      '11 line: has more cells than the first line has columns',
      '12 id: "-5" is not a keyword id, which is an integer from 1 to 1999999999',
      '16 id: "no\x00pe" is not a keyword id, which is an integer from 1 to 1999999999',
      '17 line: is longer than 100000 bytes',
      '4 id: names keyword 3002, which line 3 describes already',
      '5 en-US: names keyword 3002, which line 3 describes already',
      '10 broader: "nowhere" is not a keyword of the file or the library',
      '13 broader: forms a cycle: up, down; broader keywords between these were ignored',
    ])
    assert.equal(summary.added, 6)
    assert.match(await exported(library), /\n3011,Keyword,3012,down/)
  })

  it('can be SKOS of other programs', async (t) => {
    const library = await emptyLibrary(t)
    const document = {
      '@context': {
        s: 'http://www.w3.org/2004/02/skos/core#',
        name: { '@id': 's:prefLabel', '@container': '@language' },
        uri: '@id',
      },
      '@graph': [
        { uri: 'x:scheme', '@type': 's:ConceptScheme' },
        {
          uri: 'x:animal',
          '@type': 's:Concept',
          name: { en: 'animal', de: 'Tier', xx: '?' },
          's:narrower': { uri: 'x:dog' },
        },
        {
          '@id': 'x:dog',
          '@type': ['http://www.w3.org/2004/02/skos/core#Concept'],
          's:notation': '5000',
          'http://www.w3.org/2004/02/skos/core#prefLabel': [
            { '@value': 'dog' },
            { '@language': 'de', '@value': 'Hund' },
          ],
          altLabel: ['hound'],
        },
        { '@id': 'x:bad', '@type': 's:Concept', name: { de: 'Namenlos' } },
        {
          '@id': 'x:small',
          '@type': 's:Concept',
          's:notation': 201,
          name: { en: 'tail' },
          broader: 'x:gone',
        },
      ],
    }
    const { refused } = await take(library, JSON.stringify(document))
    assert.deepEqual(refused, [
      '3 en-US: is missing, and the library has no keyword with this id',
      '4 broader: "x:gone" is not a keyword of the file or the library',
    ])
    assert.deepEqual((await exported(library)).trim().split('\n'), [
      'id,type,broader,en-US,de',
      '5000,Keyword,10001,dog|hound,Hund',
      '10001,Keyword,,animal,Tier',
      '10002,Keyword,,tail,',
    ])
    await assert.rejects(take(library, '{"@graph": ['), SyntaxError)
    await assert.rejects(take(library, 'name,word\n1,x\n'), /must name the columns/)
  })

  it('survives a round trip: export, import into an empty library, export', async (t) => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const library = await emptyLibrary(t)
      const { refused } = await take(library, someVocabulary(seed))
      assert.deepEqual(refused, [])
      await pictureOf(library, 'a plain word', 'two people', 'nude')
      const csv = await exported(library)
      const skos = (await Array.fromAsync(exportSkos(library.db))).join('')
      for (const file of [csv, skos]) {
        const other = await emptyLibrary(t)
        assert.deepEqual((await take(other, file)).refused, [])
        assert.equal(await exported(other), csv)
        assert.equal((await Array.fromAsync(exportSkos(other.db))).join(''), skos)
        assert.equal((await take(other, file)).summary.updated, 0)
      }
    }
  })
})

/** Words of odd letters in several languages, with synonyms and broader keywords that come later as well as earlier. */
function someVocabulary(seed: number): string {
  const random = randomFrom(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random.next() * list.length)]!
  const letters = [
    'a',
    'ä',
    'é',
    '"',
    ',',
    ';',
    '|',
    '\\',
    ' ',
    '山',
    "'",
    'ñ',
    '=',
    '-',
    '\u00ad',
    'İ',
    'ß',
    '🌲',
  ]
  const word = () => `w${Array.from({ length: 1 + random.next() * 6 }, () => pick(letters)).join('')}`.trim()
  const cell = (words: string[]) =>
    `"${words
      .map((it) => it.replace(/[|\\]/g, '\\$&'))
      .join('|')
      .replaceAll('"', '""')}"`
  const lines = Array.from({ length: 40 }, (_, n) => {
    const words = () => Array.from({ length: random.next() * 3 }, word)
    const broader = Array.from({ length: random.next() * 2 }, () => n + Math.ceil(random.next() * 10))
      .filter((above) => above < 40)
      .map((above) => String(3000 + above * 7))
    const own = [`${n} ${word()}`, ...words()]
    const type = pick(['', 'Concept', 'Location', 'Mood'])
    return [String(3000 + n * 7), type, broader.join('|'), cell(own), cell(words()), cell(words())].join(',')
  })
  return `id,type,broader,en-US,de,id-ID\n${lines.join('\n')}\n`
}
