import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { before, describe, it } from 'node:test'
import tls from 'node:tls'
import { isDeepStrictEqual } from 'node:util'
import { readConfig } from '../../src/config.ts'
import { copyDemoLibrary } from '../../src/dev.ts'
import { startCommand } from '../support/cli.ts'
import { command } from '../support/command.ts'
import { get, temporaryFolder } from '../support/library.ts'
import { writePicture } from '../support/pictures.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'
import { until } from '../support/until.ts'

/** Everyday words as people of five languages type them. */
const EVERYDAY: Readonly<Record<string, readonly string[]>> = {
  'en-US': ['tree', 'mountain', 'city', 'sea', 'dog', 'portrait', 'animals', 'friendship', 'Switzerland'],
  de: ['Baum', 'Bäume', 'Berg', 'Berge', 'Stadt', 'Städte', 'Meer', 'Hund', 'Hunde', 'Porträt', 'Schweiz'],
  fr: ['arbre', 'montagne', 'ville', 'mer', 'chien', 'portrait', 'amitié', 'Suisse'],
  es: ['árbol', 'montaña', 'ciudad', 'mar', 'perro', 'retrato', 'amistad', 'Suiza'],
  ja: ['木', '山', '都市', '海', '犬', 'ポートレート', '肖像', '動物', '友情', 'スイス'],
}
/** Word forms that are only recognised if the language is declared. */
const INFLECTED: Readonly<Record<string, readonly string[]>> = {
  de: ['Tiere', 'Häuser', 'Landschaften', 'Freundschaften'],
  fr: ['arbres', 'montagnes', 'chiens', 'oiseaux'],
  es: ['árboles', 'montañas', 'ciudades', 'perros', 'animales'],
}

/** Words that are only in titles, with a title for each; editorial pictures have them too. */
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

/** Drawing the films takes long, and has a test of its own. */
const WITHOUT_FILMS = '/nowhere/ffmpeg'

type Ready = { http: string; https: string; ca: string; demo: { key: string } }

const MOUNTAIN = '/v3/search/images/creative?phrase=mountain&fields=id,title'

describe('vitrine dev', () => {
  const lifetime = suiteLifetime()
  let data: string
  let server: Awaited<ReturnType<typeof startCommand>>
  let ready: Ready
  let send: (path: string) => ReturnType<typeof get>
  before(async () => {
    data = await temporaryFolder(lifetime)
    await copyDemoLibrary(data, readConfig({ ffmpegPath: WITHOUT_FILMS }, {}))
    server = await startCommand(lifetime, ['dev', '--data', data, '--port', '0', '--tls-port', '0'])
    ready = server.ready as unknown as Ready
    send = (path) => get(ready.http + path, { 'api-key': ready.demo.key })
  })

  it('serves the demo library: creative and editorial pictures, events, a gallery, TLS', async () => {
    const { http, https, ca } = ready
    assert.deepEqual(Object.keys(server.ready), ['http', 'https', 'ca', 'data', 'demo'])
    const first = await send(MOUNTAIN)
    assert.ok(first.json.result_count > 10)
    assert.equal(
      (await send('/v3/images/100000001?fields=title')).json.images[0].title,
      'Mountain lake at dawn',
    )
    const all = (await send('/v3/search/images/creative?fields=id')).json.result_count
    assert.ok(all >= 120)
    for (const word of ['tree', 'mountain', 'city', 'sea', 'dog', 'portrait']) {
      assert.ok(
        (await send(`/v3/search/images/creative?phrase=${word}&fields=id`)).json.result_count >= 2,
        word,
      )
    }
    const news = (await send('/v3/search/images/editorial?fields=id,event_ids,people,allowed_use')).json
    assert.ok(news.result_count >= 24)
    assert.ok(
      news.images.every(
        ({ allowed_use }: { allowed_use: { editorial_use_only: boolean } }) => allowed_use.editorial_use_only,
      ),
    )
    const { images } = (await send('/v3/search/images/editorial?fields=series_id&page_size=100')).json
    assert.ok(images.every(({ series_id }: { series_id: string | null }) => series_id === null))
    for (const segment of ['archival', 'entertainment', 'news', 'publicity', 'royalty', 'sport']) {
      const found = await send(`/v3/search/images/editorial?editorial_segments=${segment}&fields=id`)
      assert.ok(found.json.result_count >= 3, segment)
    }
    const events = (await send('/v3/search/events?fields=id,name,hero_image,child_event_count,image_count'))
      .json
    assert.equal(events.result_count, 8)
    type Event = { id: number; hero_image: unknown; child_event_count: number; image_count: number }
    assert.ok(events.events.every((event: Event) => event.hero_image && event.image_count >= 2))
    const [parent] = events.events.filter((event: Event) => event.child_event_count === 2)
    const whole = (await send(`/v3/events/${parent.id}?fields=child_events,image_count`)).json
    assert.equal(whole.child_events.length, 2)
    assert.ok((await send('/v3/affiliates/search/images?phrase=dog')).json.images.length > 0)
    const popular = (await send('/v3/search/images/creative?sort_order=most_popular&fields=id&page_size=5'))
      .json
    const best = (await send('/v3/search/images/creative?fields=id&page_size=5')).json
    assert.notDeepEqual(popular.images, best.images)
    assert.match((await get(http)).text, /<title>Vitrine<\/title>/)

    await new Promise<void>((resolve, reject) => {
      const options = { port: Number(new URL(https).port), servername: 'api.gettyimages.com' }
      readFile(ca).then((authority) => {
        const socket = tls.connect({ ...options, ca: authority }, () => resolve(void socket.end()))
        socket.once('error', reject)
      }, reject)
    })
  })

  it('finds pictures in five languages, declared or not, and responds in them', async () => {
    const { http, demo } = ready
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
        'phrase=mountain%20lake%20Switzerland&fields=keywords&include_facets=true&facet_fields=locations&page_size=1',
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

  it('ingests pictures, and can be reset to its initial state', async (t) => {
    const { http } = ready
    const first = await send(MOUNTAIN)
    const folder = await temporaryFolder(t)
    await writePicture(folder, 'mine.jpg', { title: 'My own zeppelin' })
    const galleryKey = /[a-z0-9]{24}/.exec((await get(http)).text)?.[0] ?? ''
    const link = (await send('/v3/images/100000001?fields=thumb')).json.images[0].display_sizes[0].uri
    const givenOut = async () => [
      (await get(http + MOUNTAIN, { 'api-key': galleryKey, referer: `${http}/` })).status,
      (await fetch(link)).status,
    ]
    assert.deepEqual(await givenOut(), [200, 200])
    await command(['ingest', folder, '--data', data])
    const mine = () => send('/v3/search/images/creative?phrase=zeppelin&fields=id')
    await until(mine, ({ json }) => json.result_count === 1, 1000)
    assert.equal((await fetch(`${http}/__dev/reset`, { method: 'POST' })).status, 204)
    assert.equal((await mine()).json.result_count, 0)
    assert.deepEqual((await send(MOUNTAIN)).json, first.json)
    assert.deepEqual(await givenOut(), [200, 200])

    await command(['ingest', folder, '--data', data])
    await until(mine, ({ json }) => json.result_count === 1, 1000)
    assert.equal((await command(['dev', 'reset', '--data', data])).code, 0)
    await until(mine, ({ json }) => json.result_count === 0, 1000)
    // A search between the two finds nothing, because the server empties its index before it fills it again.
    await until(
      () => send(MOUNTAIN),
      ({ json }) => isDeepStrictEqual(json, first.json),
      5000,
    )

    server.process.kill('SIGTERM')
    assert.equal(await server.ended, 0)
    const again = await startCommand(t, [
      'dev',
      '--data',
      data,
      '--port',
      '0',
      '--tls-port',
      '0',
      '--key',
      'the0key0that0i0have',
    ])
    const asOwn = () => get(again.ready.http + MOUNTAIN, { 'api-key': 'the0key0that0i0have' })
    assert.equal((await asOwn()).json.result_count, first.json.result_count)
    assert.equal((await command(['dev', 'reset', '--data', data])).code, 0)
    await command(['ingest', folder, '--data', data])
    const found = () =>
      get(`${again.ready.http}/v3/search/images/creative?phrase=zeppelin`, {
        'api-key': 'the0key0that0i0have',
      })
    await until(found, ({ status, json }) => status !== 200 || json.result_count === 1, 1000)
    assert.equal((await asOwn()).status, 200)
  })
})
