import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { catchUp } from '../../src/search/indexer.ts'
import { emptyLibrary, serve } from '../support/library.ts'
import { addRecord } from '../support/records.ts'

const SIZE = { width: 600, height: 400 }

describe('searches for galleries', () => {
  it('can put records without a file last, in every order, and search by date in both families', async (t) => {
    const library = await emptyLibrary(t)
    for (const [title, dateCreated, size] of [
      ['Lake in spring', '2021-04-01', SIZE],
      ['Lake', '2024-04-01', undefined],
      ['Lake in autumn', '2023-10-01', SIZE],
      ['Lake at night', '2022-01-01', undefined],
    ] as const)
      for (const family of ['creative', 'editorial'] as const)
        await addRecord(library, { title, family, dateCreated, ...(size && { size }) })
    await catchUp(library)
    const { get } = await serve(library)
    const titles = async (path: string) => {
      const { json } = await get(`/v3/search/images${path}`)
      return json.images.map(({ title }: { title: string }) => title)
    }
    const [pictures, records] = [
      ['Lake in autumn', 'Lake in spring'],
      ['Lake', 'Lake at night'],
    ]
    for (const family of ['/creative', '/editorial']) {
      const first = `${family}?fields=title&pictured_first=true`
      assert.deepEqual(await titles(first), [...pictures, ...records])
      assert.deepEqual(await titles(`${first}&sort_order=newest&include_facets=true`), [
        ...pictures,
        ...records,
      ])
      assert.deepEqual((await titles(`${first}&phrase=lake`)).slice(2).sort(), records.sort())
      assert.deepEqual(await titles(`${first}&page_size=1&page=3`), ['Lake'])
      assert.equal((await titles(`${family}?fields=title`))[0], 'Lake', 'not unless it is asked for')
      const range = `${family}?fields=title&date_from=2022-01-01&date_to=2023-10-01`
      assert.deepEqual(await titles(range), ['Lake in autumn', 'Lake at night'])
    }
    assert.deepEqual(await titles('?fields=title&date_to=2021-12-31'), ['Lake in spring', 'Lake in spring'])
    assert.deepEqual((await titles('?fields=title&pictured_first=true')).slice(4), [
      'Lake',
      'Lake',
      'Lake at night',
      'Lake at night',
    ])
  })
})
