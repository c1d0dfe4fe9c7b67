import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { makeConceptWords } from '../../generate/concept-words.ts'
import { catchUp } from '../../src/search/indexer.ts'
import { importVocabulary } from '../../src/vocabulary/import-vocabulary.ts'
import { emptyLibrary, type Served, serve, type TestLibrary, temporaryFolder } from '../support/library.ts'
import { ingestRecords, lines } from '../support/manifests.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

const CAPTIONS: readonly (readonly [language: string, caption: string])[] = [
  ['en', 'A dog on the beach'],
  ['en', 'A dog and a cat'],
  ['en', 'Polar bears near a fire engine'],
  ['en', 'A polar station without any bear'],
  ['en', 'Gateway drawn by hand'],
  ['de', 'Ein Hund im Schnee'],
  ['en', 'Peace at the main gate'],
  ['tr', 'At ve araba'],
  ['fr', 'Une main ouverte'],
]

const VOCABULARY = `en-US,de,fr
gateway|archway,Tor|Pforte,portail
`

/** [phrase, language, results: the beginnings of captions, in any order] */
type Case = readonly [phrase: string, language: string, ...found: string[]]

const DOGS = ['A dog on', 'A dog and', 'Ein Hund']

describe('a word with translations', () => {
  const lifetime = suiteLifetime()
  let server: Served
  before(async () => {
    const library = await libraryOf(CAPTIONS)
    await importVocabulary(library, bytesOf(VOCABULARY))
    await catchUp(library)
    server = await serve(library)
  })

  const kinds: Readonly<Record<string, readonly Case[]>> = {
    'finds pictures whose texts say it in English or in a language of the library': [
      ['Hund', 'de', ...DOGS],
      ['perro', 'es', ...DOGS],
      ['dog', 'en-US', ...DOGS],
      ['σκύλος', 'el'],
    ],
    'is known in the plural, without accents, and by keywords that mean the same': [
      ['Hunde', 'de', ...DOGS],
      ['caine', 'ro', ...DOGS],
      ['Baum', 'de'],
      ['Schnee', 'fr', 'Ein Hund'],
    ],
    'is a word of its own language and not what is spelt so in another': [
      ['kůň', 'cs', 'At ve araba'],
      ['horse', 'en-US', 'At ve araba'],
      ['Hand', 'de', 'Une main', 'Gateway'],
      ['main', 'fr', 'Une main', 'Peace', 'Gateway'],
    ],
    'may be several words, which are found together': [
      ['ours polaire', 'fr', 'Polar bears'],
      ['Eisbär Feuerwehrauto', 'de', 'Polar bears'],
    ],
    'is found in a phrase without blanks': [
      ['消防車', 'ja', 'Polar bears'],
      ['イヌネコ', 'ja', 'A dog and'],
      ['狗', 'zh-HK', ...DOGS],
    ],
    'is joined and left out like any other, and is meant literally between quotes': [
      ['Hund OR Eisbär', 'de', ...DOGS, 'Polar bears'],
      ['Hund -Katze', 'de', 'A dog on', 'Ein Hund'],
      ['"Hund"', 'de', 'Ein Hund'],
      ['Hund -"Katze"', 'de', ...DOGS],
    ],
    'is known by the owner’s vocabulary too, whose pictures need not carry the keyword': [
      ['Pforten', 'de', 'Gateway'],
      ['portail', 'fr', 'Gateway'],
      ['archways', 'en-US', 'Gateway'],
    ],
  }
  for (const [kind, cases] of Object.entries(kinds))
    it(kind, async () => {
      const wrong: unknown[] = []
      for (const [phrase, language, ...expected] of cases) {
        const captions = await captionsFor(server, phrase, language)
        const isRight =
          captions.length === expected.length &&
          expected.every((start) => captions.some((caption) => caption.startsWith(start)))
        if (!isRight) wrong.push({ phrase, language, expected, captions })
      }
      assert.deepEqual(wrong, [])
    })

  it('only finds itself if the owner turns translations off', async () => {
    const literal = await serve(await libraryOf(CAPTIONS, { conceptWords: false }))
    assert.deepEqual(await captionsFor(literal, 'Hund', 'de'), ['Ein Hund im Schnee'])
  })

  it('comes from the installed version of Unicode CLDR', async () => {
    const file = new URL('../../src/search/concepts/data/concept-words.json', import.meta.url)
    const isCurrent = (await readFile(file, 'utf8')) === (await makeConceptWords())
    assert.ok(isCurrent, 'concept-words.json is out of date: run "npm run concepts"')
  })

  async function libraryOf(captions: typeof CAPTIONS, settings = {}): Promise<TestLibrary> {
    const library = await emptyLibrary(lifetime, settings)
    const file = join(await temporaryFolder(lifetime), 'records.jsonl')
    const records = captions.map(([language, caption], id) => ({ id: String(id), language, caption }))
    await writeFile(file, lines(...records))
    await ingestRecords(library, file)
    return library
  }
})

async function captionsFor({ get }: Served, phrase: string, language: string): Promise<string[]> {
  const path = `/v3/search/images?fields=caption&phrase=${encodeURIComponent(phrase)}`
  const { json, text } = await get(path, { 'accept-language': language })
  assert.ok(json?.images, text)
  return json.images.map((image: { caption: string }) => image.caption)
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}
