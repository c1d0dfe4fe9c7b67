import assert from 'node:assert/strict'
import { it } from 'node:test'
import { addAsset } from '../../src/catalogue/save-asset.ts'
import { randomFrom } from '../../src/lib/random.ts'
import { catchUp } from '../../src/search/indexer.ts'
import { connect } from '../support/connection.ts'
import { emptyLibrary, serve } from '../support/library.ts'
import { EMPTY_DESCRIPTION } from '../support/records.ts'

const RECORDS = 4000
const WORDS = [
  'cat',
  'dog',
  'river',
  'bridge',
  'winter',
  'market',
  'old',
  'red',
  'boat',
  'window',
  'tower',
  'rain',
]
const SEARCHES = 150
/** The system distributes so many connections that each thread has some. */
const CONNECTIONS = 24

it('threads that search at the same time find what one finds alone', async (t) => {
  const { below } = randomFrom(7)
  const someWords = (count: number) =>
    Array.from({ length: count }, () => WORDS[below(WORDS.length)]!).join(' ')
  const library = await emptyLibrary(t, { threads: 2, maxAnswerMemoryBytes: 0 })
  await library.db.transaction().execute(async (tx) => {
    for (let record = 0; record < RECORDS; record++) {
      const description = {
        ...EMPTY_DESCRIPTION,
        dateCreatedMs: null,
        title: someWords(3),
        caption: someWords(12),
      }
      await addAsset(tx, { description, master: null, now: library.now() })
    }
  })
  await catchUp(library)
  const server = await serve(library)
  const paths = Array.from({ length: SEARCHES }, (_, search) => {
    const phrase = search % 3 === 0 ? `"${someWords(2)}"` : someWords(1 + (search % 4))
    return `/v3/search/images?fields=id&page_size=50&phrase=${encodeURIComponent(phrase)}`
  })
  const connections = Array.from({ length: CONNECTIONS }, () => connect(t, server.http))
  const alone: string[] = []
  for (const path of paths) alone.push((await connections[0]!(path, server.key)).text)
  await Promise.all(
    connections.map(async (send) => {
      for (const [search, path] of paths.entries())
        assert.deepEqual(await send(path, server.key), { status: 200, text: alone[search] })
    }),
  )
})
