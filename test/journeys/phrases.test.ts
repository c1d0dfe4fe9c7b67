import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { saveEvent } from '../../src/catalogue/events.ts'
import { catchUp } from '../../src/search/indexer.ts'
import { emptyLibrary, type Served, serve } from '../support/library.ts'
import { addRecord } from '../support/records.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

const SENTENCE = 'Foxes walk slowly through deep snow'
const MANY = 50

/** What phrases find: in which order, and when matching some of their words is enough. */
describe('a phrase', () => {
  let server: Served
  const lifetime = suiteLifetime()
  before(async () => {
    const library = await emptyLibrary(lifetime)
    const { db, now } = library
    await addRecord(library, { title: 'Ein Blick', caption: 'Ein Berg am Abend', language: 'de' })
    for (let night = 1; night <= 3; night++)
      await addRecord(library, { title: `Bergen, Bergen ${night}`, language: 'de' })
    await addRecord(library, { title: SENTENCE, caption: `${SENTENCE}. Nobody is there.` })
    await addRecord(library, { title: 'Winter', caption: `${SENTENCE}. Nobody there.` })
    for (let boat = 1; boat <= MANY; boat++)
      await addRecord(library, { title: `Wooden boats ${boat}`, caption: 'In an old harbour' })
    await addRecord(library, { title: 'Wooden boats by a lighthouse', caption: 'In an old harbour' })
    await addRecord(library, {
      title: 'Square',
      keywords: [{ type: 'Location', text: 'Plaza Mayor, Málaga' }],
    })
    const nothing = { startMs: null, parentId: null, heroAssetId: null, type: null, provinceState: null }
    const place = { city: 'São Paulo', venue: null, countryName: 'Brazil', countryCode: 'BRA' }
    for (const [name, names] of [
      ['Festival de Málaga', { es: 'Fiesta de la Educación' }],
      ['Harbour gala', { de: 'Schröpfer-Gala' }],
    ] as const) {
      const description = { ...nothing, ...place, name, names }
      await db.transaction().execute((tx) => saveEvent(tx, { id: null, description, now: now() }))
    }
    await catchUp(library)
    server = await serve(library)
  })

  async function send(phrase: string, { language = 'en-US', more = '' } = {}) {
    const path = `/v3/search/images?fields=title&phrase=${encodeURIComponent(phrase)}${more}`
    const { status, json } = await server.get(path, { 'accept-language': language })
    assert.equal(status, 200)
    const titles: string[] = json.images.map((image: { title: string }) => image.title)
    return { titles, count: json.result_count, match: json.match }
  }

  it('of one word ranks exact matches first, across pages', async () => {
    const titles = ['Ein Blick', 'Bergen, Bergen 3', 'Bergen, Bergen 2', 'Bergen, Bergen 1']
    assert.deepEqual((await send('Berg', { language: 'de' })).titles, titles)
    for (const page of [1, 2, 3, 4]) {
      const { titles: found } = await send('BERG', { language: 'de', more: `&page_size=1&page=${page}` })
      assert.deepEqual(found, [titles[page - 1]])
    }
    assert.equal((await send('Bergen', { language: 'de' })).titles.at(-1), 'Ein Blick')
  })

  it('counts a title only once if its caption repeats it', async () => {
    assert.deepEqual((await send('foxes snow')).titles, ['Winter', SENTENCE])
    assert.deepEqual((await send(`"${SENTENCE}"`)).titles, ['Winter', SENTENCE])
  })

  it('of four or more words matches any of them if fewer than 50 pictures have all', async () => {
    assert.deepEqual(await totals('wooden boats old harbour'), [MANY + 1, 'all'])
    assert.deepEqual(await totals('wooden boats old harbour -lighthouse'), [MANY, 'all'])
    assert.deepEqual(await totals('wooden boats old lighthouse'), [MANY + 1, 'any'])
    assert.deepEqual(await totals('wooden boats old lighthouse', '&page=2'), [MANY + 1, 'any'])
    assert.equal((await send('wooden boats old lighthouse')).titles[0], 'Wooden boats by a lighthouse')
    assert.deepEqual(await totals('"wooden boats" by a lighthouse'), [1, 'all'])
    assert.deepEqual(await totals('wooden boats lighthouse'), [1, 'all'])
    assert.deepEqual(await totals('wooden lighthouse snow'), [MANY + 3, 'any'])
    assert.deepEqual(await totals('wooden old lighthouse snow -boats'), [2, 'any'])
    assert.deepEqual(await totals('unheard'), [0, 'all'])
  })

  const totals = async (phrase: string, more = '') => {
    const { count, match } = await send(phrase, { more })
    return [count, match]
  }

  it('finds places of pictures, and names and places of events, in any language', async () => {
    assert.deepEqual((await send('málaga', { language: 'fr' })).titles, ['Square'])
    assert.deepEqual((await send('Malaga')).titles, ['Square'])
    const events = async (phrase: string) => {
      const { json } = await server.get(`/v3/search/events?phrase=${encodeURIComponent(phrase)}`)
      return json.events.map((event: { name: string }) => event.name).toSorted()
    }
    const [festival, gala] = ['Festival de Málaga', 'Harbour gala']
    for (const [phrase, found] of [
      ['Málaga', [festival]],
      ['malaga', [festival]],
      ['Educación', [festival]],
      ['educacion', [festival]],
      ['Schröpfer', [gala]],
      ['Schroepfer', [gala]],
      ['Sao Paulo', [festival, gala]],
      ['paulo -malaga', [gala]],
      ['-malaga', [gala]],
      ['malaga OR harbour', [festival, gala]],
      ['harbour unheard', [gala]],
      ['🦊', []],
      ['!?', []],
      ['', [festival, gala]],
    ] as const)
      assert.deepEqual(await events(phrase), found, phrase)
  })
})
