import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { withdrawAsset } from '../../src/catalogue/asset-lifecycle.ts'
import { catchUp } from '../../src/search/indexer.ts'
import { emptyLibrary, get, type Served, serve, temporaryFolder } from '../support/library.ts'
import { ingestRecords, lines } from '../support/manifests.ts'
import { addRecord } from '../support/records.ts'

const NOW = Date.UTC(2026, 4, 3, 12)

/** Records by title, and at which of three moments each is visible: a millisecond before NOW, at NOW, and one after. */
const RECORDS = {
  Always: { time: {}, seen: [true, true, true] },
  'Begins now': { time: { visibleFromMs: NOW }, seen: [false, true, true] },
  'Begins later': { time: { visibleFromMs: NOW + 1 }, seen: [false, false, true] },
  'Ends now': { time: { visibleUntilMs: NOW }, seen: [true, false, false] },
  'Ends later': { time: { visibleUntilMs: NOW + 1 }, seen: [true, true, false] },
  Withdrawn: { time: {}, seen: [false, false, false] },
} as const

type Listed = { images: { title: string }[]; result_count?: number }

/** Serves a library of these records with a clock set by the test, without the answer memory. */
async function world(t: TestContext) {
  const library = await emptyLibrary(t, { maxAnswerMemoryBytes: 0 })
  const clock = { ms: NOW }
  const shared = { artist: 'Ada Example', series: 's', isEmbeddable: 1 } as const
  const keywords = [{ type: 'Keyword', text: 'lake' }] as const
  const ids = new Map<string, number>()
  for (const [title, { time }] of Object.entries(RECORDS))
    ids.set(title, await addRecord(library, { title, keywords, ...shared, ...time }))
  const subject = await addRecord(library, { title: 'Subject', family: 'creative', keywords, series: 's' })
  const server = await serve({ ...library, now: () => new Date(clock.ms) })
  const links = new Map([['Withdrawn', await linkOf(server, ids.get('Withdrawn')!)]])
  await library.db.transaction().execute((tx) => withdrawAsset(tx, ids.get('Withdrawn')!, library.now()))
  await catchUp(library)
  return { server, clock, ids, subject, links }
}

/** Returns the address of an image's thumb. */
async function linkOf(server: Served, id: number): Promise<string> {
  const { json } = await server.get(`/v3/images/${id}?fields=thumb`)
  return json.images[0].display_sizes[0].uri
}

describe('visibility', () => {
  it('depends on withdrawal and, to the millisecond, on time, in all operations', async (t) => {
    const { server, clock, ids, subject, links } = await world(t)
    for (const [index, ms] of [NOW - 1, NOW, NOW + 1].entries()) {
      clock.ms = ms
      const expected = Object.entries(RECORDS).flatMap(([title, { seen }]) => (seen[index] ? [title] : []))
      for (const path of [
        '/v3/search/images?phrase=lake&',
        '/v3/search/images/creative?artists=Ada&',
        '/v3/artists/images?artist_name=Ada&',
        `/v3/images/${subject}/same-series?`,
        `/v3/images/${subject}/similar?`,
        `/v3/images?ids=${[...ids.values()]}&`,
      ]) {
        const { images, result_count: count } = (await server.get(`${path}fields=title`)).json as Listed
        assert.equal(count ?? images.length, images.length, `the total of ${path} at ${ms - NOW}`)
        const titles = images.map(({ title }) => title).filter((title) => title !== 'Subject')
        assert.deepEqual(titles.toSorted(), expected.toSorted(), `${path} at ${ms - NOW}`)
      }
      for (const [title, id] of ids) {
        const status = expected.includes(title) ? 200 : 404
        assert.equal((await server.get(`/v3/images/${id}`)).status, status, `${title} at ${ms - NOW}`)
        assert.equal((await get(`${server.http}/oembed?url=/detail/x/${id}`)).status, status, title)
        if (status === 200) links.set(title, await linkOf(server, id))
      }
    }
    assert.equal(links.size, ids.size)
    for (const [index, ms] of [NOW - 1, NOW, NOW + 1].entries()) {
      clock.ms = ms
      for (const [title, link] of links) {
        const isSeen = RECORDS[title as keyof typeof RECORDS].seen[index]
        assert.equal((await fetch(link)).status, isSeen ? 200 : 404, `the picture of ${title} at ${ms - NOW}`)
      }
    }
  })

  it('requires that both the asset and its collection are offered', async (t) => {
    const library = await emptyLibrary(t)
    const manifest = join(await temporaryFolder(t), 'records.jsonl')
    const collections = {
      Denied: { deny: ['JP'] },
      Allowed: { allow: ['DE', 'JP'] },
      Everywhere: undefined,
    }
    const offers = { open: undefined, denied: { deny: ['NO'] }, allowed: { allow: ['DE', 'NO'] } }
    const records = Object.entries(collections).flatMap(([collection, territories], group) => [
      { kind: 'collection', id: `c${group}`, name: collection, territories },
      ...Object.entries(offers).map(([offer, own]) => ({
        id: `${group} ${offer}`,
        title: `${collection} ${offer}`,
        collection,
        territories: own,
      })),
    ])
    await writeFile(manifest, lines(...records))
    const { summary } = await ingestRecords(library, manifest)
    assert.equal(summary.added, records.length)
    const { get } = await serve(library, { abilities: ['country'] })
    for (const [country, expected] of [
      [
        'DE',
        'Allowed allowed, Allowed denied, Allowed open, Denied allowed, Denied denied, Denied open, Everywhere allowed, Everywhere denied, Everywhere open',
      ],
      ['JP', 'Allowed denied, Allowed open, Everywhere denied, Everywhere open'],
      ['NO', 'Denied allowed, Denied open, Everywhere allowed, Everywhere open'],
      ['SE', 'Denied denied, Denied open, Everywhere denied, Everywhere open'],
    ] as const) {
      const headers = { 'gi-country-code': country }
      const { json } = await get('/v3/search/images?fields=title&page_size=30', headers)
      const titles = json.images.map(({ title }: { title: string }) => title)
      assert.deepEqual(titles.toSorted(), expected.split(', '), country)
      assert.equal(json.result_count, titles.length, country)
      const all = await get(
        `/v3/images?ids=${Array.from({ length: 9 }, (_, id) => 100_000_001 + id)}&fields=title`,
        headers,
      )
      assert.deepEqual(
        all.json.images.map(({ title }: { title: string }) => title).toSorted(),
        titles.toSorted(),
      )
    }
  })
})
