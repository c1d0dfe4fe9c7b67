import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import type { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { openDatabase } from '../../src/db/database.ts'
import { MIGRATIONS } from '../../src/db/migrate.ts'
import { catchUp } from '../../src/search/indexer.ts'
import { importVocabulary } from '../../src/vocabulary/import-vocabulary.ts'
import { command } from '../support/command.ts'
import { emptyLibrary, type Served, serve } from '../support/library.ts'
import { addRecord } from '../support/records.ts'

/** Names, and how people type them on keyboards without all of the letters. */
const TYPED = [
  ['Łukasz Żółć', 'Lukasz Zolc'],
  ['Søren Ærø', 'soren aero'],
  ['Đorđe Bogićević', 'Dorde Bogicevic'],
  ['Işık Yıldız', 'isik yildiz'],
  ['Þórður Guðmundsson', 'Thordur Gudmundsson'],
  ['Jürgen Weißœuvre', 'jurgen weissoeuvre'],
  ['Nina O\u2019\u00adHara', "Nina O'Hara"],
  ['張藝謀', '张艺谋'],
  ['कमला', 'कमला'],
] as const

const idsFor = async ({ get }: Served, query: string): Promise<string[]> =>
  (await get(`/v3/search/images?fields=id&sort_order=newest&${query}`)).json.images.map(
    ({ id }: { id: string }) => id,
  )

describe('a name', () => {
  it('is folded like words, in searches of any language', async (t) => {
    const library = await emptyLibrary(t)
    const ids = new Map<string, string>()
    for (const [name] of TYPED) {
      const keywords = [{ type: 'SpecificPeople', text: name }] as const
      ids.set(name, String(await addRecord(library, { title: 'Portrait', artist: name, keywords })))
    }
    await catchUp(library)
    const server = await serve(library)
    for (const [name, typed] of TYPED) {
      const expected = [ids.get(name)]
      for (const text of [name, typed]) {
        const word = encodeURIComponent(text)
        assert.deepEqual(await idsFor(server, `artists=${word}`), expected, `artist ${text}`)
        assert.deepEqual(await idsFor(server, `specific_people=${word}`), expected, `person ${text}`)
        assert.deepEqual(await idsFor(server, `phrase=${word}`), expected, `phrase ${text}`)
      }
    }
    const { stdout } = await command(['assets', 'find', 'lukasz', 'ZOLC', '--data', library.config.data])
    assert.match(stdout, new RegExp(`^${ids.get('Łukasz Żółć')} `, 'm'))
  })

  it('keeps combining marks in scripts where they matter', async (t) => {
    const library = await emptyLibrary(t)
    const id = await addRecord(library, { title: 'Portrait', artist: 'कमला' })
    await catchUp(library)
    const server = await serve(library)
    assert.deepEqual(await idsFor(server, `artists=${encodeURIComponent('कमला')}`), [String(id)])
    assert.deepEqual(await idsFor(server, `artists=${encodeURIComponent('कमल')}`), [])
  })

  it('of the vocabulary is recognised in a file that spells it differently', async (t) => {
    const library = await emptyLibrary(t)
    const keywords = [{ type: 'Keyword', text: 'Skrzydło' }] as const
    await addRecord(library, { title: 'Wing', keywords })
    const csv = 'id,type,broader,en-US,pl\n,,,Skrzydlo,skrzydło\n'
    const { added, updated } = await importVocabulary(library, oneChunk(csv), () => {})
    assert.deepEqual({ added, updated }, { added: 0, updated: 1 })
  })
})

async function* oneChunk(text: string) {
  yield Buffer.from(text)
}

/** A library of a version that folded "Łukasz" to "łukasz": it has a record for each spelling. */
async function makeOldLibrary(path: string) {
  const db = openDatabase(path) as unknown as Kysely<Record<string, Record<string, unknown>>>
  const older = Object.entries(MIGRATIONS).filter(([name]) => name < '0014')
  const provider = { getMigrations: async () => Object.fromEntries(older) }
  assert.equal((await new Migrator({ db, provider }).migrateToLatest()).error, undefined)
  const add = (table: string, ...rows: Record<string, unknown>[]) =>
    db.insertInto(table).values(rows).execute()
  await add('collection', { id: 9, code: 'OLD', name: 'Old' })
  await add(
    'artist',
    { id: 11, name: 'Łukasz Nowak', folded: 'łukasz nowak' },
    { id: 12, name: 'Lukasz Nowak', folded: 'lukasz nowak' },
    { id: 13, name: 'Bjorn Dal', folded: 'bjorn dal' },
    { id: 14, name: 'Bjørn Dal', folded: 'bjørn dal' },
    { id: 15, name: 'Æsa', folded: 'æsa' },
  )
  const keyword = (id: number, type: string, text: string, code: string | null = null) => ({
    id,
    type,
    code,
    text,
    folded: text.toLowerCase(),
  })
  await add(
    'keyword',
    keyword(2001, 'SpecificPeople', 'Łukasz Nowak'),
    keyword(2002, 'SpecificPeople', 'Lukasz Nowak'),
    // One from pictures, one from the vocabulary.
    keyword(2003, 'Keyword', 'straße'),
    keyword(2004, 'Keyword', 'strasse'),
    // Both from the vocabulary.
    keyword(2005, 'Keyword', 'masse'),
    keyword(2006, 'Keyword', 'maße'),
    // One that an import was merging with another when it was killed.
    { ...keyword(2007, 'Keyword', 'łąka'), folded: '#2007' },
  )
  const label = (keywordId: number, language: string, text: string, isPreferred = 1) => ({
    keywordId,
    language,
    text,
    folded: text.toLowerCase(),
    isPreferred,
  })
  await add(
    'keywordLabel',
    label(2004, 'en-US', 'strasse'),
    label(2004, 'de', 'straße'),
    label(2004, 'de', 'strasse', 0),
    label(2005, 'en-US', 'masse'),
    label(2006, 'en-US', 'maße'),
  )
  await add('rewording', { keywordId: 2007, intoId: 2003 })
  for (const [id, artistId, artistWritten, keywordIds] of [
    [101, 11, null, [2001, 2003]],
    [102, 12, null, [2002, 2003, 2004]],
    [103, 13, null, [2005]],
    [104, 14, 'BJØRN DAL', [2006]],
    [105, 15, null, [2007]],
  ] as const) {
    await add('asset', {
      id,
      version: 1,
      family: 'creative',
      title: `Picture ${id}`,
      collectionId: 9,
      dateSubmittedMs: id,
      qualityRank: 3,
      graphicalStyle: 'photography',
      artistId,
      artistWritten,
    })
    const rows = keywordIds.map((keywordId, position) => ({ assetId: id, keywordId, position }))
    await add('assetKeyword', ...rows)
    await add('change', { subject: 'asset', subjectId: id, kind: 'added', atMs: 0 })
  }
  await add('event', { id: 7, name: 'Parade' })
  await add('eventKeyword', { eventId: 7, keywordId: 2003, position: 0 })
  await db.destroy()
}

describe('a library from before more letters were folded', () => {
  it('finds each name in both spellings, and loses no record, spelling or keyword', async (t) => {
    const library = await emptyLibrary(t, {}, (data) => makeOldLibrary(join(data, 'records.db')))
    await catchUp(library)
    const server = await serve(library)
    const artists = ['Łukasz Nowak', 'Lukasz Nowak', 'Bjørn Dal', 'bjorn dal', 'Aesa', 'Æsa']
    const found = await Promise.all(
      artists.map((name) => idsFor(server, `artists=${encodeURIComponent(name)}`)),
    )
    const [nowaks, dals] = [
      ['101', '102'],
      ['103', '104'],
    ]
    assert.deepEqual(
      found.map((ids) => ids.sort()),
      [nowaks, nowaks, dals, dals, ['105'], ['105']],
    )
    const person = encodeURIComponent('lukasz nowak')
    assert.deepEqual((await idsFor(server, `specific_people=${person}`)).sort(), nowaks)

    const { json } = await server.get('/v3/images?ids=101,102,103,104,105&fields=id,artist,keywords')
    const returned = json.images.map(
      (image: { id: string; artist: string; keywords: { text: string; keyword_id: string }[] }) => [
        image.artist,
        ...image.keywords.map(({ text, keyword_id }) => `${keyword_id} ${text}`),
      ],
    )
    assert.deepEqual(returned, [
      ['Łukasz Nowak', '2001 Łukasz Nowak', '2004 straße'],
      ['Lukasz Nowak', '2001 Lukasz Nowak', '2004 strasse'],
      ['Bjorn Dal', '2005 masse'],
      ['BJØRN DAL', '2006 maße'],
      ['Æsa', '2007 łąka'],
    ])
  })

  it('can be written to: imports recognise its names and finish pending work', async (t) => {
    const library = await emptyLibrary(t, {}, (data) => makeOldLibrary(join(data, 'records.db')))
    const file = join(library.config.data, 'words.csv')
    await writeFile(
      file,
      'id,type,broader,en-US,de\n2005,,,masse,Masse\n2006,,,maße,Maß\n,,,strasse,Straße\n',
    )
    const { code, stdout } = await command([
      'vocabulary',
      'import',
      file,
      '--data',
      library.config.data,
      '--json',
    ])
    assert.deepEqual([code, JSON.parse(stdout).summary.refused], [0, 0], stdout)
    await addRecord(library, { title: 'New', artist: 'LUKASZ NOWAK' })
    await catchUp(library)
    const server = await serve(library)
    const { json } = await server.get(
      '/v3/search/images/creative?fields=id&include_facets=true&facet_fields=artists',
    )
    assert.deepEqual(
      json.facets.artists.map(({ name }: { name: string }) => name),
      ['Łukasz Nowak', 'Bjorn Dal', 'Æsa'],
    )
    const last = await library.db.selectFrom('keyword').select('id').where('id', '=', 2007).execute()
    assert.deepEqual(last, [], 'the keyword that was to be joined with another')
  })
})
