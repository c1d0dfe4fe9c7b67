import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { VOCABULARY } from '../../src/demo/data/vocabulary.ts'
import { DEMO_PICTURES } from '../../src/demo/demo-pictures.ts'
import { foldName } from '../../src/lib/text.ts'
import { importVocabulary, type TermOutcome } from '../../src/vocabulary/import-vocabulary.ts'
import { started } from '../support/cli.ts'
import { emptyLibrary, get } from '../support/library.ts'

/** Everyday words as people of five languages type them. */
const EVERYDAY: Readonly<Record<string, readonly string[]>> = {
  'en-US': ['tree', 'mountain', 'city', 'sea', 'dog', 'portrait', 'animals', 'friendship', 'Switzerland'],
  de: ['Baum', 'Bäume', 'Berg', 'Berge', 'Stadt', 'Städte', 'Meer', 'Hund', 'Hunde', 'Porträt', 'Schweiz'],
  fr: ['arbre', 'montagne', 'ville', 'mer', 'chien', 'portrait', 'amitié', 'Suisse'],
  es: ['árbol', 'montaña', 'ciudad', 'mar', 'perro', 'retrato', 'amistad', 'Suiza'],
  ja: ['木', '山', '都市', '海', '犬', 'ポートレート', '肖像', '動物', '友情', 'スイス'],
}
/** Forms that are known as such only when the language is said. */
const INFLECTED: Readonly<Record<string, readonly string[]>> = {
  de: ['Tiere', 'Häuser', 'Landschaften', 'Freundschaften'],
  fr: ['arbres', 'montagnes', 'chiens', 'oiseaux'],
  es: ['árboles', 'montañas', 'ciudades', 'perros', 'animales'],
}

/** Words that are in titles alone, with a title that has each; news has them as well. */
const IN_TITLES = [
  ['creative', 'de', 'Obstschale', 'Obstschale, warme Töne'],
  ['creative', 'fr', 'voiliers', 'Voilier en mer au crépuscule'],
  ['creative', 'es', 'velero', 'Velero en el mar al atardecer'],
  ['creative', 'ja', 'ヨット', '夕暮れの海に浮かぶヨット'],
  ['editorial', 'de', 'Hafenaufzug', 'Der Hafenaufzug an seinem ersten Tag'],
  ['editorial', 'fr', 'ascenseur', 'L’ascenseur du port à son premier jour'],
  ['editorial', 'es', 'ascensor', 'El ascensor del puerto en su primer día'],
  ['editorial', 'ja', '昇降機', '開業初日の港の昇降機'],
] as const

describe('the languages of the demo library', () => {
  it('have a vocabulary without fault, which knows every keyword and place of the pictures in all five languages', async (t) => {
    const { db, now } = await emptyLibrary(t)
    const refused: TermOutcome[] = []
    const bytes = (async function* () {
      yield Buffer.from(VOCABULARY)
    })()
    await importVocabulary({ db, now }, bytes, (it) => it.is === 'refused' && refused.push(it))
    assert.deepEqual(refused, [])
    const labels = await db
      .selectFrom('keywordLabel')
      .innerJoin('keyword', 'keyword.id', 'keywordLabel.keywordId')
      .select(['keywordLabel.folded', 'keywordLabel.language', 'keywordId', 'isPreferred', 'type'])
      .execute()
    const known = new Set(labels.filter(({ language }) => language === 'en-US').map(({ folded }) => folded))
    const words = DEMO_PICTURES.flatMap(({ keywords, place }) => [...keywords, ...(place?.slice(0, 3) ?? [])])
    // Those that name a filter's value are known without a vocabulary.
    const unknown = [...new Set(words)].filter((word) => !known.has(foldName(word)))
    assert.deepEqual(unknown, ['vivid', 'three people'])
    const preferred = Map.groupBy(
      labels.filter(({ isPreferred }) => isPreferred === 1),
      ({ keywordId }) => keywordId,
    )
    assert.deepEqual(
      [...preferred].filter(([, all]) => all.length !== 5),
      [],
    )
  })

  it('find pictures, whether it is said which one or not, and answers are in them', async (t) => {
    const server = await started(t, ['dev', '--data', ':temp:', '--port', '0', '--tls-port', '0'])
    const { http, demo } = server.ready as unknown as { http: string; demo: { key: string } }
    const search = async (query: string, language?: string) => {
      const headers = { 'api-key': demo.key, ...(language && { 'accept-language': language }) }
      return (await get(`${http}/v3/search/images/creative?${query}`, headers)).json
    }
    const finds = async (word: string, language?: string) => {
      const { result_count } = await search(`phrase=${encodeURIComponent(word)}&fields=id`, language)
      assert.ok(result_count >= 2, `${word} in ${language}: ${result_count}`)
    }
    for (const [language, words] of Object.entries(EVERYDAY))
      for (const word of words) {
        await finds(word, language)
        await finds(word)
      }
    for (const [language, words] of Object.entries(INFLECTED))
      for (const word of words) await finds(word, language)
    const count = async (word: string) =>
      (await search(`phrase=${encodeURIComponent(word)}&fields=id`)).result_count
    assert.equal(await count('Schweiz'), await count('Switzerland'))

    const ofOne = async (language?: string) => {
      const { images, facets } = await search(
        'phrase=mountain%20lake&fields=keywords&include_facets=true&facet_fields=locations&page_size=1',
        language,
      )
      const texts = images[0].keywords.map(({ text }: { text: string }) => text)
      return {
        texts,
        facets: facets.locations.map(({ name }: { name: string }) => name),
      }
    }
    for (const [language, lake, noPeople, switzerland] of [
      [undefined, 'lake', 'no people', 'Switzerland'],
      ['ko', 'lake', 'no people', 'Switzerland'],
      ['de', 'See', 'keine Personen', 'Schweiz'],
      ['fr-CH', 'lac', 'personne', 'Suisse'],
      ['es', 'lago', 'nadie', 'Suiza'],
      ['ja', '湖', '人物なし', 'スイス'],
    ] as const) {
      const { texts, facets } = await ofOne(language)
      assert.ok(
        texts.includes(lake) && texts.includes(noPeople) && texts.includes(switzerland),
        `${language}: ${texts}`,
      )
      assert.ok(facets.includes(switzerland), `${language}: ${facets}`)
    }

    for (const [family, language, word, title] of IN_TITLES) {
      const query = `phrase=${encodeURIComponent(word)}&fields=title,caption`
      const { json } = await get(`${http}/v3/search/images/${family}?${query}`, {
        'api-key': demo.key,
        'accept-language': language,
      })
      const titles = json.images.map((image: { title: string }) => image.title)
      assert.ok(titles.includes(title), `${word} in ${language}: ${titles}`)
    }
  })
})
