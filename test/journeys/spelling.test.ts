import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { withdrawAsset } from '../../src/catalogue/asset-lifecycle.ts'
import { catchUp } from '../../src/search/indexer.ts'
import { emptyLibrary, type Served, serve, type TestLibrary, temporaryFolder } from '../support/library.ts'
import { ingestRecords, lines } from '../support/manifests.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

const TITLES = [
  'A mountain lake',
  'Mountains in fog',
  'Fountain in a park',
  'A football game',
  'Houses by a road',
  'München im Regen',
  'Чайка над морем',
  'A photographer at work',
  'Boats 1234',
  'A table in a kitchen',
  'An elephant in mud',
  'A banana',
  'The hunt',
]

/** [phrase, corrected phrase, results: the beginnings of titles, in any order] */
type Case = readonly [phrase: string, corrected: string | null, ...found: string[]]

describe('a word that occurs nowhere in the library', () => {
  const lifetime = suiteLifetime()
  let server: Served
  let library: TestLibrary
  before(async () => {
    library = await libraryOf(TITLES)
    server = await serve(library)
  })

  it('is corrected to a similar one, and the corrected phrase is returned', async () => {
    await assertCases(server, [
      ['moutain', 'mountain', 'A mountain', 'Mountains'],
      ['muontain', 'mountain', 'A mountain', 'Mountains'],
      ['Fotball', 'Football', 'A football'],
      ['PHOTOGRAPFHRE', 'PHOTOGRAPHER', 'A photographer'],
      ['moutain, fgo', 'mountain, fgo', 'A mountain', 'Mountains'],
      ['a moutain "lake"', 'a mountain "lake"', 'A mountain'],
      ['fountain OR moutain', null, 'Fountain'],
      ['banan', 'banana', 'A banana'],
      ['mountian lakee', 'mountain lake', 'A mountain'],
    ])
  })

  it("is corrected to the spelling of the library's texts", async () => {
    await assertCases(server, [
      ['munchn', 'münchen', 'München'],
      ['Чаика', null, 'Чайка'],
      ['Чакйа', 'Чайка', 'Чайка'],
    ])
  })

  it('can be corrected to a word of the caller’s language for something in the library', async () => {
    await assertCases(server, [['Elefnt', 'Elefant', 'An elephant']], 'de')
    await assertCases(server, [['Elefnt', null]], 'fr')
  })

  it('is kept if it is short, quoted, excluded, a number, a file name or a known word', async () => {
    await assertCases(server, [
      ['fgo', null],
      ['"moutain"', null],
      ['boats -moutain', null, 'Boats'],
      ['boats NOT moutain', null, 'Boats'],
      ['1235', null],
      ['moutain_x.jpg', null],
      ['horse', null],
      ['hund', null],
      ['tabel', 'table', 'A table'],
      ['大阪', null],
    ])
  })

  it('is not corrected to a word of deleted pictures', async () => {
    await assertCases(server, [['kitchne', 'kitchen', 'A table']])
    const [id] = (await server.get('/v3/search/images?phrase=kitchen&fields=id')).json.images
    await withdrawAsset(library.db, Number(id.id), library.now())
    await catchUp(library)
    await assertCases(server, [['kitchne', null]])
  })

  it('is corrected to the same of two words that are as near, whichever was added first', async () => {
    for (const batches of [
      ['The spares', 'The sparks'],
      ['The sparks', 'The spares'],
      ['Sparks and spares'],
    ]) {
      const made = await emptyLibrary(lifetime, { maxAnswerMemoryBytes: 0 })
      for (const title of batches) await add(made, [title])
      const found = batches.filter((title) => /spares/.test(title))
      await assertCases(await serve(made), [['sparas', 'spares', ...found]])
    }
  })

  it('is not corrected if the owner turns this off', async () => {
    const literal = await serve(await libraryOf(TITLES, { correctSpelling: false }))
    await assertCases(literal, [['moutain', null]])
  })

  async function libraryOf(titles: readonly string[], settings = {}): Promise<TestLibrary> {
    const made = await emptyLibrary(lifetime, { maxAnswerMemoryBytes: 0, ...settings })
    await add(made, titles)
    return made
  }

  async function add(library: TestLibrary, titles: readonly string[]): Promise<void> {
    const file = join(await temporaryFolder(lifetime), 'records.jsonl')
    await writeFile(file, lines(...titles.map((title) => ({ id: title, title }))))
    await ingestRecords(library, file)
  }
})

async function assertCases({ get }: Served, cases: readonly Case[], language = 'en-US'): Promise<void> {
  const wrong: unknown[] = []
  for (const [phrase, corrected, ...expected] of cases) {
    const path = `/v3/search/images?fields=title&phrase=${encodeURIComponent(phrase)}`
    const { json, text } = await get(path, { 'accept-language': language })
    assert.ok(json?.images, text)
    const titles: string[] = json.images.map((image: { title: string }) => image.title)
    const isRight =
      json.auto_corrections.phrase === corrected &&
      titles.length === expected.length &&
      expected.every((start) => titles.some((title) => title.startsWith(start)))
    if (!isRight) wrong.push({ phrase, corrected, expected, answered: json.auto_corrections.phrase, titles })
  }
  assert.deepEqual(wrong, [])
}
