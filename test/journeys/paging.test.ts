import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { catchUp } from '../../src/search/indexer.ts'
import { emptyLibrary, type Served, serve } from '../support/library.ts'
import { addRecord } from '../support/records.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

const RECORDS = 31
const DAY_MS = 86_400_000

describe('the pages of a search', () => {
  const lifetime = suiteLifetime()
  const clock = { ms: Date.now() }
  let server: Served
  before(async () => {
    const library = await emptyLibrary(lifetime)
    for (let number = 1; number <= RECORDS; number++) await addRecord(library, { title: `Lake ${number}` })
    await catchUp(library)
    server = await serve({ ...library, now: () => new Date(clock.ms) })
  })

  const search = (query: string) => server.get(`/v3/search/images/creative?fields=id&${query}`)
  const idsOf = ({ json }: Awaited<ReturnType<typeof search>>): number[] =>
    json.images.map(({ id }: { id: string }) => Number(id))

  it('have 30 images, or another documented size', async () => {
    assert.equal(idsOf(await search('')).length, 30)
    assert.equal(idsOf(await search('page_size=12')).length, 12)
    assert.equal((await search('page_size=7')).json.ErrorCode, 'InvalidParameterValue')
  })

  for (const query of ['', 'phrase=lake', 'sort_order=newest', 'sort_order=random'])
    it(`follow on one another: ${query || 'without words'}`, async () => {
      const whole = idsOf(await search(`${query}&page_size=50`))
      assert.equal(new Set(whole).size, RECORDS)
      const pages = await Promise.all(
        [1, 2, 3, 4].map((page) => search(`${query}&page_size=10&page=${page}`)),
      )
      assert.deepEqual(pages.flatMap(idsOf), whole)
      for (const { json } of pages) assert.equal(json.result_count, RECORDS)
    })

  it('come newest first by default', async () => {
    const ids = idsOf(await search('sort_order=newest&page_size=50'))
    assert.deepEqual(
      ids,
      ids.toSorted((a, b) => b - a),
    )
  })

  it('are refused after the last one and beyond 10,000 results', async () => {
    for (const [query, last, found] of [
      ['page_size=10&page=5', 4, RECORDS],
      ['page_size=10&page=5&phrase=lake', 4, RECORDS],
      ['page_size=100&page=101&phrase=nothing', 100, 0],
      ['page_size=100&page=102&phrase=nothing', 100, 0],
    ] as const) {
      const { status, json } = await search(query)
      assert.equal(status, 400, query)
      assert.deepEqual(json, {
        ErrorCode: 'InvalidPage',
        ErrorMessage: `page must be less than or equal to ${last}, results count ${found}`,
      })
    }
    assert.equal((await search('page_size=100&page=100&phrase=nothing')).status, 200)
  })

  it('have another random order the next day', async () => {
    const today = idsOf(await search('sort_order=random&page_size=50'))
    clock.ms += DAY_MS
    const tomorrow = idsOf(await search('sort_order=random&page_size=50'))
    clock.ms -= DAY_MS
    assert.deepEqual(
      tomorrow.toSorted((a, b) => a - b),
      today.toSorted((a, b) => a - b),
    )
    assert.notDeepEqual(tomorrow, today)
  })
})
