import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { emptyLibrary, type Served, serve, temporaryFolder } from '../support/library.ts'
import { ingestRecords, lines } from '../support/manifests.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

const TITLES = {
  de: [
    'Eine Hochzeit mit Torte',
    'Hochzeit am See',
    'Torte mit Kirschen',
    'Das Sonnenblumenfeld',
    'Kaffee in einem Haus am Meer',
    'Ein Berg im Winter',
  ],
  nl: ['De zon bij haar ondergang', 'Huizen aan de straat'],
  sv: ['Konst på en gata', 'Sjukhuset'],
}

/** [language, phrase, phrase that was searched for instead, beginnings of titles] */
type Case = readonly [language: string, phrase: string, instead: string | null, ...found: string[]]

const CASES: readonly Case[] = [
  ['de', 'Hochzeitstorte', 'Hochzeit Torte', 'Eine Hochzeit'],
  ['de', 'kirschtorte', 'kirsch torte', 'Torte mit'],
  ['de', 'Meerhauskaffee', 'Meer Haus Kaffee', 'Kaffee'],
  ['de', 'Winterberg', 'Winter Berg', 'Ein Berg'],
  ['de', 'eine (Hochzeitstorte)', 'eine (Hochzeit Torte)', 'Eine Hochzeit'],
  ['nl', 'zonsondergang', 'zon ondergang', 'De zon'],
  ['sv', 'gatukonst', 'gata konst', 'Konst'],
  // Words that belong together.
  ['de', 'Sonnenblume Feld', 'Sonnenblumenfeld', 'Das Sonnenblumenfeld'],
  ['sv', 'sjuk huset', 'sjukhuset', 'Sjukhuset'],
  // What the phrase itself finds, what no picture has all parts of, other languages, and words that are not divided.
  ['de', 'Sonnenblumenfeld', null, 'Das Sonnenblumenfeld'],
  ['de', 'Seetorte', null],
  ['en-US', 'Hochzeitstorte', null],
  ['de', '"Hochzeitstorte"', null],
  ['de', 'See -Hochzeitstorte', null, 'Hochzeit am See'],
  ['nl', 'straat OR zonsondergang', null, 'Huizen'],
  ['de', 'Hochzeitstroete', null],
  ['de', 'Hochzeit Brot', null, 'Eine Hochzeit', 'Hochzeit am See'],
]

for (const searchEngine of ['embedded', 'fts5'])
  describe(`a compound that occurs nowhere, with ${searchEngine}`, () => {
    const lifetime = suiteLifetime()
    let server: Served

    before(async () => {
      const library = await emptyLibrary(lifetime, { searchEngine })
      const file = join(await temporaryFolder(lifetime), 'records.jsonl')
      const records = Object.entries(TITLES).flatMap(([language, titles]) =>
        titles.map((title) => ({ id: title, title, language })),
      )
      await writeFile(file, lines(...records))
      await ingestRecords(library, file)
      server = await serve(library)
    })

    it('is found by its parts, and parts by a compound, and the answer says so', async () => {
      const answered = await Promise.all(
        CASES.map(([language, phrase]) => searched(server, language, phrase)),
      )
      assert.deepEqual(
        answered,
        CASES.map(([language, phrase, instead, ...found]) => [language, phrase, instead, ...found]),
      )
    })
  })

/** Returns a case as it is answered. */
async function searched({ get }: Served, language: string, phrase: string): Promise<Case> {
  const path = `/v3/search/images?fields=title&phrase=${encodeURIComponent(phrase)}`
  const { json } = await get(path, { 'accept-language': language })
  const expected = CASES.find((it) => it[0] === language && it[1] === phrase)!.slice(3)
  const titles: string[] = json.images.map(({ title }: { title: string }) => title)
  const found = titles.map((title) => expected.find((start) => title.startsWith(start!)) ?? title)
  return [language, phrase, json.auto_corrections.phrase, ...found.sort()]
}
