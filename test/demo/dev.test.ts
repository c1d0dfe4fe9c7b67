import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { describe, it } from 'node:test'
import tls from 'node:tls'
import { started, vitrine } from '../support/cli.ts'
import { get, temporaryFolder } from '../support/library.ts'
import { writePicture } from '../support/pictures.ts'
import { until } from '../support/until.ts'

const MOUNTAIN = '/v3/search/images/creative?phrase=mountain&fields=id,title'

describe('vitrine dev', () => {
  it('serves the demo library, takes pictures in, and comes back to its first state', async (t) => {
    const data = await temporaryFolder(t)
    const server = await started(t, ['dev', '--data', data, '--port', '0', '--tls-port', '0'])
    const { http, https, ca, demo } = server.ready as unknown as {
      http: string
      https: string
      ca: string
      demo: { key: string }
    }
    assert.deepEqual(Object.keys(server.ready), ['http', 'https', 'ca', 'data', 'demo'])
    const ask = (path: string) => get(http + path, { 'api-key': demo.key })
    const first = await ask(MOUNTAIN)
    assert.ok(first.json.result_count > 10)
    assert.equal(
      (await ask('/v3/images/100000001?fields=title')).json.images[0].title,
      'Mountain lake at dawn',
    )
    const all = (await ask('/v3/search/images/creative?fields=id')).json.result_count
    assert.ok(all >= 120)
    for (const word of ['tree', 'mountain', 'city', 'sea', 'dog', 'portrait']) {
      assert.ok(
        (await ask(`/v3/search/images/creative?phrase=${word}&fields=id`)).json.result_count >= 2,
        word,
      )
    }
    const news = (await ask('/v3/search/images/editorial?fields=id,event_ids,people,allowed_use')).json
    assert.ok(news.result_count >= 24)
    assert.ok(
      news.images.every(
        ({ allowed_use }: { allowed_use: { editorial_use_only: boolean } }) => allowed_use.editorial_use_only,
      ),
    )
    for (const segment of ['archival', 'entertainment', 'news', 'publicity', 'royalty', 'sport']) {
      const found = await ask(`/v3/search/images/editorial?editorial_segments=${segment}&fields=id`)
      assert.ok(found.json.result_count >= 3, segment)
    }
    const events = (await ask('/v3/search/events?fields=id,name,hero_image,child_event_count,image_count'))
      .json
    assert.equal(events.result_count, 8)
    type Event = { id: number; hero_image: unknown; child_event_count: number; image_count: number }
    assert.ok(events.events.every((event: Event) => event.hero_image && event.image_count >= 2))
    const [parent] = events.events.filter((event: Event) => event.child_event_count === 2)
    const whole = (await ask(`/v3/events/${parent.id}?fields=child_events,image_count`)).json
    assert.equal(whole.child_events.length, 2)
    assert.ok((await ask('/v3/affiliates/search/images?phrase=dog')).json.images.length > 0)
    const popular = (await ask('/v3/search/images/creative?sort_order=most_popular&fields=id&page_size=5'))
      .json
    const best = (await ask('/v3/search/images/creative?fields=id&page_size=5')).json
    assert.notDeepEqual(popular.images, best.images)
    assert.match((await get(http)).text, /<title>Vitrine<\/title>/)

    await new Promise<void>((resolve, reject) => {
      const options = { port: Number(new URL(https).port), servername: 'api.gettyimages.com' }
      readFile(ca).then((authority) => {
        const socket = tls.connect({ ...options, ca: authority }, () => resolve(void socket.end()))
        socket.once('error', reject)
      }, reject)
    })

    const folder = await temporaryFolder(t)
    await writePicture(folder, 'mine.jpg', { title: 'My own zeppelin' })
    const galleryKey = /[a-z0-9]{24}/.exec((await get(http)).text)?.[0] ?? ''
    const link = (await ask('/v3/images/100000001?fields=thumb')).json.images[0].display_sizes[0].uri
    const givenOut = async () => [
      (await get(http + MOUNTAIN, { 'api-key': galleryKey, referer: `${http}/` })).status,
      (await fetch(link)).status,
    ]
    assert.deepEqual(await givenOut(), [200, 200])
    await vitrine(['ingest', folder, '--data', data])
    const mine = () => ask('/v3/search/images/creative?phrase=zeppelin&fields=id')
    await until(mine, ({ json }) => json.result_count === 1, 1000)
    assert.equal((await fetch(`${http}/__dev/reset`, { method: 'POST' })).status, 204)
    assert.equal((await mine()).json.result_count, 0)
    assert.deepEqual((await ask(MOUNTAIN)).json, first.json)
    assert.deepEqual(await givenOut(), [200, 200])

    await vitrine(['ingest', folder, '--data', data])
    await until(mine, ({ json }) => json.result_count === 1, 1000)
    assert.equal((await vitrine(['dev', 'reset', '--data', data])).code, 0)
    await until(mine, ({ json }) => json.result_count === 0, 1000)
    assert.deepEqual((await ask(MOUNTAIN)).json, first.json)

    server.process.kill('SIGTERM')
    assert.equal(await server.ended, 0)
    const again = await started(t, [
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
    assert.equal((await vitrine(['dev', 'reset', '--data', data])).code, 0)
    await vitrine(['ingest', folder, '--data', data])
    const found = () =>
      get(`${again.ready.http}/v3/search/images/creative?phrase=zeppelin`, {
        'api-key': 'the0key0that0i0have',
      })
    await until(found, ({ status, json }) => status !== 200 || json.result_count === 1, 1000)
    assert.equal((await asOwn()).status, 200)
  })
})
