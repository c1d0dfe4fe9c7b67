import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { emptyLibrary, type Served, serve, temporaryFolder } from '../support/library.ts'
import { ingestRecords, lines } from '../support/manifests.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

/** Titles by language: each is a record that phrases of the tests find. */
const TITLES: readonly (readonly [language: string, title: string])[] = [
  ['de', 'Gerda Schröpfer am Stadttor'],
  ['de', 'Tilo Müllner in München'],
  ['es', 'Puerto de Málaga'],
  ['es', 'Ministerio de Educación'],
  ['ro', 'Piața din Timișoara'],
  ['pt-BR', 'Praia de São João'],
  ['fr', 'Le palais de l’Élysée'],
  ['hu', 'Orbánnal a téren, járókelők'],
  ['tr', 'Fenerbahçe maçı Diyarbakır surlarında'],
  ['tr', 'İstanbul’da akşam'],
  ['de', 'Viele Grüße aus der Hauptstraße'],
  ['en', 'The Mueller report'],
  ['en', 'Harbour of Łódź, Tromsø and Ærø'],
  ['en', 'Þingvellir and Đà Nẵng'],
  ['en', 'Map of DIYARBAKIR'],
  ['uk', 'Фортеця Камʼянець-Подільський'],
  ['en', 'Sun over Hawaiʻi'],
  ['en', "Portrait of Nora O'Brien"],
  ['en', 'Statue of Conor O Brien'],
  ['en', 'House of Maud OBrien'],
  ['en', 'Visitors of the Musée d’Orsay'],
  ['it', 'Le colline dell’Umbria'],
  ['en', 'Flag of the U.S. above a gate'],
  ['en', 'Airport J.F.K. at night'],
  ['en', 'Arrivals at JFK'],
  ['en', 'Flapper fashion of the 1920’s'],
  ['en', 'Charleston dance, 1920s'],
  ['en', 'Women and children with geese'],
  ['ja', '大阪城公園の桜'],
  ['ja', '東京タワーと富士山'],
  ['ja', 'iPhone15ケースの写真'],
  ['zh-HK', '香港國際機場客運大樓'],
  ['th', 'โรงแรมริมทะเล'],
  ['ko', '제주도여행 사진'],
  ['de', 'Donau\u00addampf\u00adschiff im Nebel'],
  ['en', 'Zero\u200bwidth space'],
  ['en', 'A dog 🐶🏽 and a star ★ on a flag 🇩🇪'],
  ['en', 'J. F. Kennedy speaking'],
  ['en', 'Kodak™ camera'],
  ['ar', 'مُحَمَّد'],
  ['he', 'שָׁלוֹם'],
  ['el', 'Οδός Ερμού'],
  ['nb', 'Fjellet ved Ålesund'],
  ['en', 'Bergen in the rain'],
  ['en', 'A bicycle in black and white'],
  ['en', 'A bicycle or a tricycle in red'],
]

/** [phrase, language, results: the beginnings of titles, in any order] */
type Case = readonly [phrase: string, language: string, ...found: string[]]

describe('words of a phrase', () => {
  let server: Served
  const lifetime = suiteLifetime()
  before(async () => {
    const library = await emptyLibrary(lifetime)
    const file = join(await temporaryFolder(lifetime), 'records.jsonl')
    await writeFile(
      file,
      lines(...TITLES.map(([language, title], id) => ({ id: String(id), language, title }))),
    )
    await ingestRecords(library, file)
    server = await serve(library)
  })

  const kinds: Readonly<Record<string, readonly Case[]>> = {
    'are found as they are written, whatever the two languages': [
      ['Schröpfer', 'en-US', 'Gerda'],
      ['Müllner', 'en-US', 'Tilo'],
      ['Müllner', 'fr', 'Tilo'],
      ['Málaga', 'en-US', 'Puerto'],
      ['Málaga', 'es', 'Puerto'],
      ['Timișoara', 'de', 'Piața'],
      ['São João', 'en-US', 'Praia'],
      ['"Gerda Schröpfer"', 'en-US', 'Gerda'],
      ['Grüße', 'ja', 'Viele'],
    ],
    'are found with and without their accents': [
      ['elysee', 'fr', 'Le palais'],
      ['Élysée', 'en-US', 'Le palais'],
      ['educacion', 'es', 'Ministerio'],
      ['Educación', 'fr', 'Ministerio'],
      ['orban', 'hu', 'Orbán'],
      ['jarokelok', 'hu', 'Orbán'],
      ['fenerbahce', 'tr', 'Fenerbahçe'],
      ['Muenchen', 'de', 'Tilo'],
      ['München', 'en-US', 'Tilo'],
      ['munchen', 'en-US', 'Tilo'],
      ['"Muellner in Muenchen"', 'en-US', 'Tilo'],
      ['Müller', 'en-US', 'The Mueller'],
      ['gruesse Hauptstrasse', 'de', 'Viele'],
      ['Οδος ΕΡΜΟΥ', 'en-US', 'Οδός'],
      ['fjell', 'nb', 'Fjellet'],
      ['aalesund', 'en-US', 'Fjellet'],
    ],
    'are found without letters that do not decompose, in scripts with optional marks and in both ways of Chinese':
      [
        ['Lodz', 'en-US', 'Harbour'],
        ['Tromso', 'en-US', 'Harbour'],
        ['Tromsoe', 'en-US', 'Harbour'],
        ['Aero', 'en-US', 'Harbour'],
        ['Thingvellir', 'en-US', 'Þing'],
        ['Da Nang', 'en-US', 'Þing'],
        ['diyarbakir', 'tr', 'Fenerbahçe', 'Map'],
        ['Diyarbakır', 'tr', 'Fenerbahçe', 'Map'],
        ['DIYARBAKIR', 'en-US', 'Fenerbahçe', 'Map'],
        ['İSTANBUL', 'tr', 'İstanbul'],
        ['istanbul', 'tr', 'İstanbul'],
        ['İstanbul', 'en-US', 'İstanbul'],
        ['محمد', 'en-US', 'مُحَمَّد'],
        ['שלום', 'en-US', 'שָׁלוֹם'],
        ['香港国际机场', 'en-US', '香港'],
        ['機場', 'zh-HK', '香港'],
      ],
    'are found whatever sign is typed for an apostrophe, and with none': [
      ["Кам'янець", 'uk', 'Фортеця'],
      ['Кам’янець', 'en-US', 'Фортеця'],
      ['Камʼянець', 'uk', 'Фортеця'],
      ['Камянець', 'uk', 'Фортеця'],
      ['Hawaii', 'en-US', 'Sun'],
      ["Hawai'i", 'en-US', 'Sun'],
      ['Hawai‘i', 'en-US', 'Sun'],
      ...["O'Brien", 'O´Brien', 'O`Brien', 'O Brien', 'OBrien', "o'brien", '"O’Brien"', '"O Brien"'].map(
        (name): Case => [name, 'en-US', 'Portrait', 'Statue', 'House'],
      ),
      ['orsay', 'en-US', 'Visitors'],
      ["Musée d'Orsay", 'de', 'Visitors'],
      ['d Orsay', 'en-US', 'Visitors'],
      ['Umbria', 'en-US', 'Le colline'],
    ],
    'are found as acronyms with and without points, as decades, and in irregular plurals': [
      ['US', 'en-US', 'Flag'],
      ['U.S.', 'en-US', 'Flag'],
      ['JFK', 'en-US', 'Airport', 'Arrivals'],
      ['J.F.K.', 'en-US', 'Airport', 'Arrivals'],
      ['"J.F. Kennedy"', 'en-US', 'J. F.'],
      ['J F Kennedy', 'en-US', 'J. F.'],
      ['1920s', 'en-US', 'Flapper', 'Charleston'],
      ["1920's", 'en-US', 'Flapper', 'Charleston'],
      ['woman', 'en-US', 'Women'],
      ['child goose', 'en-US', 'Women'],
    ],
    'are found in parts of compounds that are written without blanks': [
      ['大阪', 'ja', '大阪'],
      ['公園', 'ja', '大阪'],
      ['桜', 'en-US', '大阪'],
      ['タワー', 'ja', '東京'],
      ['ﾀﾜｰ', 'ja', '東京'],
      ['富士', 'ja', '東京'],
      ['ケース', 'ja', 'iPhone'],
      ['iphone15', 'ja', 'iPhone'],
      ['โรงแรม', 'th', 'โรง'],
      ['ทะเล', 'th', 'โรง'],
      ['제주도', 'ko', '제주도'],
      ['여행사진', 'ko', '제주도'],
    ],
    'are found whatever characters of format they contain': [
      ['Donaudampfschiff', 'de', 'Donau'],
      ['Donau\u00addampfschiff', 'en-US', 'Donau'],
      ['Zerowidth', 'en-US', 'Zero'],
      ['Kodak', 'en-US', 'Kodak'],
    ],
    'are found as symbols where a text has them; what has no words finds nothing': [
      ['🐶', 'en-US', 'A dog'],
      ['★', 'en-US', 'A dog'],
      ['🇩🇪', 'en-US', 'A dog'],
      ['🦊', 'en-US'],
      ['!?', 'en-US'],
      ['()', 'en-US'],
      ['""', 'en-US'],
      ['-', 'en-US'],
    ],
    'are left out, joined and held together by operators': [
      ['bicycle -red', 'en-US', 'A bicycle in'],
      ['bicycle NOT red', 'en-US', 'A bicycle in'],
      ['bicycle -"black and white"', 'en-US', 'A bicycle or'],
      ['bicycle -"white and black"', 'en-US', 'A bicycle in', 'A bicycle or'],
      ['bicycle or red', 'en-US', 'A bicycle or'],
      ['kodak OR mueller', 'en-US', 'Kodak', 'The Mueller'],
      ['kodak OR "Mueller report" OR star', 'en-US', 'Kodak', 'The Mueller', 'A dog'],
      ['(kodak) camera AND kodak', 'en-US', 'Kodak'],
      ['black-and-white', 'en-US', 'A bicycle in'],
      ['"and white" - bicycle', 'en-US', 'A bicycle in'],
      ['"kodak', 'en-US', 'Kodak'],
      ['OR', 'en-US', 'A bicycle or'],
    ],
  }
  for (const [kind, cases] of Object.entries(kinds))
    it(kind, async () => {
      const wrong: unknown[] = []
      for (const [phrase, language, ...expected] of cases) {
        const titles = await titlesFor(phrase, language)
        const isRight =
          titles.length === expected.length &&
          expected.every((start) => titles.some((title) => title.startsWith(start)))
        if (!isRight) wrong.push({ phrase, language, expected, titles })
      }
      assert.deepEqual(wrong, [])
    })

  it('find everything if there are none, and everything else if there are only exclusions', async () => {
    const count = async (phrase: string) => (await send(phrase, 'en-US')).result_count
    assert.equal(await count(''), TITLES.length)
    assert.equal(await count('  '), TITLES.length)
    assert.equal(await count('-kodak'), TITLES.length - 1)
    assert.equal(await count('NOT kodak -"Mueller report"'), TITLES.length - 2)
  })

  async function send(phrase: string, language: string) {
    const path = `/v3/search/images?fields=title&page_size=100&phrase=${encodeURIComponent(phrase)}`
    const { status, json } = await server.get(path, { 'accept-language': language })
    assert.equal(status, 200)
    return json
  }
  const titlesFor = async (phrase: string, language: string): Promise<string[]> =>
    (await send(phrase, language)).images.map((image: { title: string }) => image.title)
})
