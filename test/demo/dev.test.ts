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
