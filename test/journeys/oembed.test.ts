import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { emptyLibrary, get, serve } from '../support/library.ts'
import { addRecord } from '../support/records.ts'

const PAGE = 'https://images.example.org/detail/lake/100000001'

/** Serves one picture of 3000 × 1500, and requests it as other sites do. */
async function withLake(t: TestContext) {
  const library = await emptyLibrary(t, { publicUrl: 'https://images.example.org/' })
  const size = { width: 3000, height: 1500 }
  await addRecord(library, { title: 'Lake', artist: 'Ada Example', isEmbeddable: 1, size })
  const { http } = await serve(library)
  return (query = '') => get(`${http}/oembed?url=${encodeURIComponent(PAGE)}${query}`)
}

describe('oEmbed', () => {
  it('returns the picture, its author and the provider', async (t) => {
    const send = await withLake(t)
    const { url, thumbnail_url, ...rest } = (await send()).json
    assert.match(url, /\/renditions\/100000001\/comp\//)
    assert.match(thumbnail_url, /\/renditions\/100000001\/thumb\//)
    assert.deepEqual(rest, {
      version: '1.0',
      type: 'photo',
      width: 612,
      height: 306,
      title: 'Lake',
      author_name: 'Ada Example',
      provider_name: 'Vitrine',
      provider_url: 'https://images.example.org/',
      thumbnail_width: 170,
      thumbnail_height: 85,
    })
  })

  it('returns nothing larger than requested', async (t) => {
    const send = await withLake(t)
    for (const [query, picture, size, thumbnail] of [
      ['&maxwidth=612', 'comp', [612, 306], [170, 85]],
      ['&maxwidth=611', 'preview', [506, 253], [170, 85]],
      ['&maxheight=85', 'thumb', [170, 85], [170, 85]],
      ['&maxwidth=100&maxheight=50', 'thumb', [100, 50], [100, 50]],
      ['&maxwidth=100&maxheight=20', 'thumb', [40, 20], [40, 20]],
      ['&maxwidth=1', 'thumb', [1, 1], [1, 1]],
    ] as const) {
      const { json } = await send(query)
      assert.match(json.url, new RegExp(`/renditions/100000001/${picture}/`), query)
      assert.deepEqual([json.width, json.height], size, query)
      assert.deepEqual([json.thumbnail_width, json.thumbnail_height], thumbnail, query)
    }
    assert.equal((await send('&maxwidth=0')).status, 400)
  })
})
