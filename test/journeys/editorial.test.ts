import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { type EventDescription, saveEvent } from '../../src/catalogue/events.ts'
import { catchUp } from '../../src/search/indexer.ts'
import { emptyLibrary, type Served, serve, type TestLibrary } from '../support/library.ts'
import { addRecord } from '../support/records.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

type World = { server: Served; run: number; final: number; gala: number; pictures: Record<string, string> }

const lifetime = suiteLifetime()
const titlesOf = ({ json }: { json: { images: { title: string }[] } }) =>
  json.images.map(({ title }) => title)

function addEvent(
  { db, now }: TestLibrary,
  said: Partial<EventDescription> & { name: string },
): Promise<number> {
  const nothing = { startMs: null, parentId: null, heroAssetId: null, type: null, city: null, venue: null }
  const description = { ...nothing, provinceState: null, countryName: null, countryCode: null, ...said }
  return db.transaction().execute((tx) => saveEvent(tx, { id: null, description, now: now() }))
}

async function makeWorld(): Promise<World> {
  const library = await emptyLibrary(lifetime)
  const run = await addEvent(library, {
    name: 'Lakeside Run',
    names: { de: 'Seelauf' },
    segments: ['sport'],
    startMs: Date.UTC(2024, 4, 11),
    city: 'Bergen',
    countryName: 'Norway',
    countryCode: 'NOR',
    venue: 'Old Quay',
    type: 'Race',
    keywords: [{ type: 'Keyword', text: 'running' }],
  })

  const final = await addEvent(library, {
    name: 'Lakeside Run Finish',
    parentId: run,
    segments: ['sport'],
    startMs: Date.UTC(2024, 4, 12),
  })

  const gala = await addEvent(library, {
    name: 'Harbour Gala',
    segments: ['entertainment', 'royalty'],
    startMs: Date.UTC(2023, 10, 2),
  })

  const person = (text: string) => ({ type: 'SpecificPeople' as const, text })
  const ids = await Promise.all([
    addRecord(library, {
      family: 'editorial',
      title: 'Start',
      segments: ['sport'],
      eventIds: [run],
      artist: 'Ada Example',
      dateCreated: '2024-05-11',
      qualityRank: 1,
      keywords: [person('Bo Sample')],
      texts: { de: { title: 'Der Start' } },
      size: { width: 3000, height: 2000 },
    }),
    addRecord(library, {
      family: 'editorial',
      title: 'Finish',
      segments: ['sport'],
      eventIds: [run, final],
      artist: 'Ada Example',
      dateCreated: '2024-05-12',
      qualityRank: 2,
      keywords: [person('Bo Sample'), person('Cy Nobody')],
    }),
    addRecord(library, {
      family: 'editorial',
      title: 'Toast',
      segments: ['entertainment'],
      eventIds: [gala],
      dateCreated: '2023-11-02',
      popularity: 9,
    }),
    addRecord(library, { title: 'Lakeside morning', dateCreated: '2024-01-01', popularity: 3 }),
  ])
  await catchUp(library)
  const pictures = Object.fromEntries(
    ['start', 'finish', 'toast', 'morning'].map((name, i) => [name, String(ids[i])]),
  )
  return { server: await serve(library), run, final, gala, pictures }
}

describe('editorial images and events', () => {
  let world: World
  before(async () => {
    world = await makeWorld()
  })

  const editorial = (query: string) => world.server.get(`/v3/search/images/editorial?${query}`)

  it('are searched separately from creative ones, and together with them', async () => {
    assert.deepEqual(titlesOf(await editorial('sort_order=oldest')), ['Toast', 'Start', 'Finish'])
    const creative = await world.server.get('/v3/search/images/creative?phrase=lakeside')
    assert.deepEqual(titlesOf(creative), ['Lakeside morning'])
    const both = await world.server.get('/v3/search/images?sort_order=most_popular')
    assert.deepEqual(titlesOf(both).slice(0, 2), ['Toast', 'Lakeside morning'])
  })

  it('are filtered by segment, event, person, date and rank', async () => {
    const { run, gala } = world
    for (const [query, titles] of [
      ['editorial_segments=Sport&sort_order=oldest', ['Start', 'Finish']],
      ['editorial_segments=royalty', []],
      [`event_ids=${gala}`, ['Toast']],
      [`event_ids=${gala},${run}&sort_order=oldest`, ['Toast', 'Start', 'Finish']],
      ['specific_people=cy%20nobody', ['Finish']],
      ['specific_people=somebody,cy,%20nobody', ['Finish']],
      ['specific_people=nobody%20at%20all', []],
      ['date_from=2024-05-12', ['Finish']],
      ['date_to=2024-05-11&sort_order=oldest', ['Toast', 'Start']],
      ['start_date=2024-05-11&end_date=2024-05-11', ['Start']],
      ['date_from=05%2F12%2F2024%2000:00:00', ['Finish']],
      ['date_from=5%2F12%2F2024%2012:00:00%20AM', ['Finish']],
      ['date_from=5%2F12%2F2024%2012:00:00%E2%80%AFAM', ['Finish']],
      ['date_from=5%2F12%2F2024', ['Finish']],
      ['date_to=5%2F11%2F2024%2011:59%20pm&sort_order=oldest', ['Toast', 'Start']],
      ['minimum_quality_rank=1', ['Start']],
      ['minimum_quality_rank=2&sort_order=oldest', ['Start', 'Finish']],
    ] as const)
      assert.deepEqual(titlesOf(await editorial(query)), titles, query)
  })

  it('refuse dates that do not exist', async () => {
    for (const day of [
      '2024-02-30',
      '2023-02-29',
      '2%2F30%2F2024',
      '31%2F5%2F2024',
      '5%2F1%2F2024%2013:00%20PM',
    ])
      assert.equal((await editorial(`date_from=${day}`)).json.ErrorCode, 'InvalidParameterValue', day)
    assert.equal((await editorial('date_from=2024-02-29')).status, 200)
  })

  it('have people, segments and events, and facets of them', async () => {
    const { run, final } = world
    const fields = 'people,event_ids,editorial_segments,asset_family,orientation,max_dimensions'
    const { json } = await editorial(`specific_people=cy%20nobody&fields=${fields}`)
    assert.deepEqual(json.images[0], {
      id: world.pictures.finish,
      asset_family: 'editorial',
      editorial_segments: ['sport'],
      event_ids: [run, final],
      max_dimensions: null,
      orientation: 'Unknown',
      people: ['Bo Sample', 'Cy Nobody'],
    })
    const { facets } = (await editorial('include_facets=true&facet_counts=true')).json
    assert.deepEqual(Object.keys(facets), ['artists', 'events', 'locations', 'specific_people'])
    assert.deepEqual(facets.artists, [{ name: 'Ada Example', count: 2 }])
    assert.deepEqual(facets.events[0], {
      id: run,
      name: 'Lakeside Run',
      date: '2024-05-11T00:00:00Z',
      count: 2,
    })
    assert.deepEqual(
      facets.specific_people.map(({ name, count }: { name: string; count: number }) => [name, count]),
      [
        ['Bo Sample', 2],
        ['Cy Nobody', 1],
      ],
    )
  })

  it('are in the requested language if possible', async () => {
    const de = await world.server.get(`/v3/images/${world.pictures.start}`, { 'accept-language': 'de' })
    assert.equal(de.json.images[0].title, 'Der Start')
    assert.equal(de.headers.get('content-language'), 'de')
    const event = await world.server.get(`/v3/events/${world.run}?fields=name,location`, {
      'accept-language': 'de',
    })
    assert.deepEqual(event.json, {
      id: world.run,
      location: { city: 'Bergen', country: 'Norwegen', state_province: null, venue: 'Old Quay' },
      name: 'Seelauf',
    })
    const found = await world.server.get('/v3/search/events?phrase=Seelauf', { 'accept-language': 'de' })
    assert.equal(found.json.events[0].id, world.run)
  })

  it('are found by common features', async () => {
    const similar = await world.server.get(`/v3/images/${world.pictures.start}/similar`)
    assert.deepEqual(titlesOf(similar), ['Finish'])
    const series = await world.server.get(`/v3/images/${world.pictures.start}/same-series`)
    assert.deepEqual(series.json, { result_count: 0, images: [] })
    assert.equal((await world.server.get('/v3/images/999/similar')).json.ErrorCode, 'ImageNotFound')
  })

  it('are listed by artist, whose name is required', async () => {
    const found = await world.server.get('/v3/artists/images?artist_name=example%20ada')
    assert.deepEqual(titlesOf(found), ['Finish', 'Start'])
    const none = await world.server.get('/v3/artists/images')
    assert.equal(none.status, 400)
    assert.match(none.json.ErrorMessage, /artist_name/)
  })

  it('events are searched by words, segment and date, newest first', async () => {
    const events = async (query: string) => {
      const { json } = await world.server.get(`/v3/search/events?${query}`)
      return json.events.map(({ name }: { name: string }) => name)
    }
    assert.deepEqual(await events(''), ['Lakeside Run Finish', 'Lakeside Run', 'Harbour Gala'])
    assert.deepEqual(await events('phrase=lakeside%20bergen'), ['Lakeside Run'])
    assert.deepEqual(await events('editorial_segment=royalty'), ['Harbour Gala'])
    assert.deepEqual(await events('date_to=2024-05-11&sort_order=oldest'), ['Harbour Gala', 'Lakeside Run'])
    const { json } = await world.server.get('/v3/search/events?page_size=1')
    assert.deepEqual(json, {
      events: [{ id: world.final, name: 'Lakeside Run Finish', start_date: '2024-05-12T00:00:00Z' }],
      result_count: 3,
    })
    assert.equal(
      (await world.server.get('/v3/search/events?page=51')).json.ErrorCode,
      'InvalidParameterValue',
    )
  })

  it('an event has its sub-events, images, keywords and hero image', async () => {
    const fields = 'child_event_count,child_events,image_count,keywords,hero_image,editorial_segments,type'
    const { json } = await world.server.get(`/v3/events/${world.run}?fields=${fields}`)
    assert.equal(json.child_event_count, 1)
    assert.equal(json.image_count, 2)
    assert.equal(json.type, 'Race')
    assert.deepEqual(json.editorial_segments, ['sport'])
    assert.equal(json.keywords[0].text, 'running')
    assert.equal(json.hero_image.id, world.pictures.start)
    assert.deepEqual(
      json.hero_image.display_sizes.map(({ name }: { name: string }) => name),
      ['comp', 'preview', 'thumb'],
    )
    assert.deepEqual(json.child_events[0].name, 'Lakeside Run Finish')
  })

  it('unknown events are listed, or refused if all are unknown', async () => {
    const some = await world.server.get(`/v3/events?ids=${world.run},77&fields=id`)
    assert.deepEqual(some.json, { events: [{ id: world.run }], events_not_found: [77] })
    const none = await world.server.get('/v3/events/77')
    assert.deepEqual([none.status, none.json.ErrorCode], [404, 'EventNotFound'])
    const wrong = await world.server.get('/v3/events?ids=abc')
    assert.deepEqual([wrong.status, wrong.json.ErrorCode], [400, 'InvalidRequestParameters'])
  })
})
