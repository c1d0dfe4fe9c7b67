import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { saveEvent } from '../../src/catalogue/events.ts'
import { catchUp } from '../../src/search/indexer.ts'
import { emptyLibrary, serve } from '../support/library.ts'
import { addRecord } from '../support/records.ts'

describe('a picture without a date', () => {
  it('comes after those with a date, and is not found by date ranges', async (t) => {
    const library = await emptyLibrary(t)
    const add = (title: string, dateCreated: string | null) =>
      addRecord(library, { title, family: 'editorial', artist: 'Ada Example', dateCreated })
    await add('Old', '1850')
    await add('Undated', null)
    await add('Before our era', '-000206-01-05')
    await add('New', '2024-05-11')
    await catchUp(library)
    const { get } = await serve(library)
    const titles = async (query: string) => {
      const { json } = await get(`/v3/search/images/editorial?fields=title&${query}`)
      return json.images.map(({ title }: { title: string }) => title)
    }
    const newestFirst = ['New', 'Old', 'Before our era', 'Undated']
    assert.deepEqual(await titles('sort_order=newest'), newestFirst)
    assert.deepEqual(await titles(''), newestFirst)
    assert.deepEqual(await titles('sort_order=oldest'), ['Before our era', 'Old', 'New', 'Undated'])
    assert.deepEqual(await titles('date_from=1800-01-01'), ['New', 'Old'])
    assert.deepEqual(await titles('date_to=2024-01-01'), ['Old', 'Before our era'])
    const { json } = await get('/v3/artists/images?artist_name=Ada&fields=title')
    assert.deepEqual(
      json.images.map(({ title }: { title: string }) => title),
      newestFirst,
    )
  })

  it('is not the hero image of its event if there is a better one with a file', async (t) => {
    const library = await emptyLibrary(t)
    const nothing = { startMs: null, parentId: null, heroAssetId: null, type: null, city: null, venue: null }
    const description = {
      ...nothing,
      name: 'Gala',
      provinceState: null,
      countryName: null,
      countryCode: null,
    }
    const event = await library.db
      .transaction()
      .execute((tx) => saveEvent(tx, { id: null, description, now: library.now() }))
    const add = (title: string, more: object) =>
      addRecord(library, { title, family: 'editorial', eventIds: [event], ...more })
    const size = { width: 300, height: 200 }
    await add('Usual', { size, dateCreated: '2024-05-11', qualityRank: 3 })
    const best = await add('Best', { size, dateCreated: '2020-05-11', qualityRank: 1 })
    await add('Without a file', { dateCreated: '2024-06-01', qualityRank: 1 })
    await catchUp(library)
    const { get } = await serve(library)
    const { json } = await get(`/v3/events/${event}?fields=hero_image`)
    assert.equal(json.hero_image.id, String(best))
  })
})

describe('restricted pictures', () => {
  it('are counted only for those who may see them, in a library that is otherwise unrestricted', async (t) => {
    const library = await emptyLibrary(t, { maxAnswerMemoryBytes: 0 })
    const day = 86_400_000
    const add = (more: object) => addRecord(library, { title: 'River', ...more })
    const now = library.now().getTime()
    const server = await serve(library)
    const count = async (kind: string) => {
      await catchUp(library)
      const { json } = await server.get(`/v3/search/images/${kind}?phrase=river&page=1`)
      return json.result_count
    }
    await add({})
    assert.equal(await count('creative'), 1)
    for (const hidden of [
      { family: 'editorial' },
      { visibleFromMs: now + day },
      { visibleUntilMs: now - day },
      { withdrawnMs: now },
    ]) {
      await add(hidden)
      assert.equal(await count('creative'), 1, JSON.stringify(hidden))
    }
    await add({ visibleFromMs: now - day, visibleUntilMs: now + day })
    assert.equal(await count('creative'), 2)
    assert.equal(await count('editorial'), 1)
  })
})
