import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { createClient, newKey } from '../../src/access/clients.ts'
import { emptyLibrary, get, type Served, serve } from '../support/library.ts'
import { addRecord } from '../support/records.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

const NOW = Date.UTC(2026, 4, 3, 12)
const EXPIRES = NOW + 5000
const QPS = 3

describe('bounds hold exactly', () => {
  const lifetime = suiteLifetime()
  const clock = { ms: NOW }
  const keys = { expiring: newKey(), slow: newKey() }
  let server: Served
  before(async () => {
    const library = await emptyLibrary(lifetime, { cacheSeconds: 0 })
    await addRecord(library, { title: 'Lake', size: { width: 3000, height: 2000 } })
    await addRecord(library, { title: 'Without a file' })
    await addRecord(library, { title: 'Square', size: { width: 2000, height: 2000 } })
    const client = { qps: null, expiresMs: null, now: library.now() }
    await createClient(library.db, { ...client, name: 'a', key: keys.expiring, expiresMs: EXPIRES })
    await createClient(library.db, { ...client, name: 'b', key: keys.slow, qps: QPS })
    server = await serve({ ...library, now: () => new Date(clock.ms) }, { abilities: ['large'] })
  })

  const at = async <T>(ms: number, send: () => Promise<T>): Promise<T> => {
    clock.ms = ms
    return send().finally(() => {
      clock.ms = NOW
    })
  }
  const countries = async (key: string) =>
    (await get(`${server.http}/v3/countries`, { 'api-key': key })).status

  it('a key is valid until it expires', async () => {
    assert.equal(await at(EXPIRES - 1, () => countries(keys.expiring)), 200)
    assert.equal(await at(EXPIRES, () => countries(keys.expiring)), 403)
  })

  it('a rate limit allows exactly its number of requests', async () => {
    const asked = await Promise.all(Array.from({ length: QPS + 1 }, () => countries(keys.slow)))
    assert.deepEqual(asked.toSorted(), [...Array(QPS).fill(200), 429])
  })

  it('a picture link is valid until its expiry', async () => {
    const { json } = await server.get('/v3/images/100000002?fields=thumb')
    const link = json.images[0].display_sizes[0].uri
    const until = Number(new URL(link).searchParams.get('e')) * 1000
    const send = async () => (await fetch(link)).status
    assert.equal(await at(until - 1, send), 200)
    assert.equal(await at(until, send), 403)
  })

  it('a request can have a hundred ids', async () => {
    const ids = (count: number) => Array.from({ length: count }, (_, index) => 100_000_001 + index)
    const send = async (count: number) => (await server.get(`/v3/images?ids=${ids(count)}&fields=id`)).json
    assert.equal((await send(100)).images_not_found.length, 97)
    assert.equal((await send(101)).ErrorCode, 'InvalidParameterValue')
  })

  it('a list can have a hundred values', async () => {
    const send = (count: number) =>
      server.get(`/v3/search/images/creative?keyword_ids=${Array(count).fill(1)}`)
    assert.equal((await send(100)).status, 200)
    assert.equal((await send(101)).json.ErrorCode, 'InvalidParameterValue')
  })

  it('a display size is limited by its longest side and its area (contract 16, Display sizes)', async () => {
    type Size = { name: string; width: number; height: number }
    const sizesOf = async (id: number, field: string) => {
      const { json } = await server.get(`/v3/images/${id}?fields=${field}`)
      return json.images[0].display_sizes.map(({ name, width, height }: Size) => [name, width, height])
    }
    assert.deepEqual(await sizesOf(100_000_003, 'preview'), [['preview', 413, 413]])
    assert.deepEqual(await sizesOf(100_000_001, 'display_set'), [
      ['comp', 612, 408],
      ['comp_webp', 612, 408],
      ['preview', 506, 337],
      ['thumb', 170, 113],
      ['mid_res_comp', 1024, 683],
      ['mid_res_comp_webp', 1024, 683],
      ['high_res_comp', 2048, 1365],
      ['high_res_comp_webp', 2048, 1365],
    ])
  })
})
