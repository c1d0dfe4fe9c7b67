import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ABILITIES } from '../../src/access/abilities.ts'
import { saveEvent } from '../../src/catalogue/events.ts'
import { catchUp } from '../../src/search/indexer.ts'
import { emptyLibrary, get, serve } from '../support/library.ts'
import { addRecord } from '../support/records.ts'

const WORDS = encodeURIComponent('heron')
/** What all records of the test have, images and videos. */
const HERON = {
  title: 'Heron',
  artist: 'Ada Example',
  series: 'herons',
  brand: 'istockphoto',
  size: { width: 4000, height: 3000 },
  keywords: [
    { type: 'Keyword', text: 'heron' },
    { type: 'SpecificPeople', text: 'Bo Sample' },
    { type: 'Location', text: 'Bergen' },
  ],
} as const
const { brand: _, ...DESCRIPTION } = HERON

describe('a video', () => {
  it('appears in no response with images', async (t) => {
    const library = await emptyLibrary(t, { gallery: true })
    const { db } = library
    const creative = await addRecord(library, DESCRIPTION)
    const { size: __, ...more } = DESCRIPTION
    const video = await addRecord(library, { ...more, mediaKind: 'video', isEmbeddable: 1 })
    const eventId = await db.transaction().execute((tx) =>
      saveEvent(tx, {
        id: null,
        description: { name: 'Migration', heroAssetId: video },
        now: library.now(),
      }),
    )
    const news = { ...DESCRIPTION, family: 'editorial', segments: ['news'], eventIds: [eventId] } as const
    const editorial = await addRecord(library, news)
    await addRecord(library, { ...news, mediaKind: 'video' })
    await db.updateTable('collection').set({ brand: 'istockphoto' }).execute()
    await catchUp(library)
    const server = await serve(library, { abilities: ABILITIES })

    for (const [path, expected] of [
      [`search/images?phrase=${WORDS}`, [editorial, creative]],
      [`search/images/creative?phrase=${WORDS}`, [creative]],
      [`search/images/editorial?phrase=${WORDS}`, [editorial]],
      ['search/images/creative?artists=ada', [creative]],
      ['search/images/editorial?specific_people=bo%20sample', [editorial]],
      [`search/images/editorial?event_ids=${eventId}`, [editorial]],
      [`images/${creative}/similar?`, [editorial]],
      [`images/${creative}/same-series?`, []],
      ['artists/images?artist_name=ada%20example', [editorial, creative]],
      [`affiliates/search/images?phrase=${WORDS}`, [creative]],
      [`images?ids=${creative},${video}`, [creative]],
    ] as const) {
      const { json, text } = await server.get(
        `/v3/${path}&fields=id`.replace(/(affiliates.*)&fields=id/, '$1'),
      )
      const ids = json.images?.map(({ id }: { id: string }) => Number(id))
      assert.deepEqual(ids?.sort(), expected.toSorted(), `${path}: ${text}`)
      if (json.result_count !== undefined) assert.equal(json.result_count, expected.length, path)
    }
    const facets = `include_facets=true&facet_counts=true&facet_fields=artists,locations`
    const { json } = await server.get(`/v3/search/images/creative?${facets}`)
    for (const name of ['artists', 'locations']) assert.equal(json.facets[name][0].count, 1, name)

    const event = await server.get(`/v3/events/${eventId}?fields=image_count,hero_image`)
    const [shown] = event.json.events ?? [event.json]
    assert.deepEqual([shown.image_count, shown.hero_image.id], [1, String(editorial)])
    for (const path of ['', '/similar', '/same-series'])
      assert.equal((await server.get(`/v3/images/${video}${path}`)).json.ErrorCode, 'ImageNotFound', path)
    assert.equal((await get(`${server.http}/pictures/${video}/a`)).status, 404)
  })
})
