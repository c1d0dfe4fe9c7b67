import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { emptyLibrary, type Served, serve, type TestLibrary, temporaryFolder } from '../support/library.ts'
import { ingestRecords, lines } from '../support/manifests.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

const RECORDS = [
  { id: '1', title: 'Mountain lake at dawn', caption: 'A lake below mountains', popularity: 300 },
  { id: '2', title: 'Mountain lake', quality_rank: 1 },
  { id: '3', title: 'Harbour', caption: 'Boats on a lake' },
]

type Json = Awaited<ReturnType<Served['get']>>['json']

describe('explain=ranking', () => {
  const lifetime = suiteLifetime()
  let library: TestLibrary
  let owner: Served

  const explained = async (query: string): Promise<Json[]> => {
    const { json, text } = await owner.get(`/v3/search/images?explain=ranking&fields=title&${query}`)
    assert.ok(json?.images, text)
    return json.images
  }

  before(async () => {
    library = await emptyLibrary(lifetime)
    const file = join(await temporaryFolder(lifetime), 'records.jsonl')
    await writeFile(file, lines(...RECORDS))
    await ingestRecords(library, file)
    owner = await serve(library, { abilities: ['owner'] })
  })

  it('shows the scores by which images are sorted, by word, text and share', async () => {
    const images = await explained('phrase=lake')
    const scores = images.map(({ ranking }) => ranking.score)
    assert.deepEqual(
      scores,
      scores.toSorted((a, b) => b - a),
    )
    for (const { ranking } of images) {
      const [word, ...others] = ranking.words
      assert.deepEqual([word.word, word.as_written, others], ['lake', false, []])
      const { title, keywords, caption, context } = word
      assert.ok(Math.abs(title + keywords + caption + context - word.score) < 0.001)
      assert.ok(Math.abs(word.score - ranking.text) < 0.001)
      const shares =
        (1 + ranking.quality + ranking.popularity) * (1 + ranking.freshness + ranking.own_country)
      assert.ok(Math.abs(ranking.text * shares - ranking.score) < 0.01)
      assert.equal(ranking.comes_first, true)
    }
    const best = images.find(({ title }) => title === 'Mountain lake').ranking
    assert.deepEqual([best.quality, best.words[0].caption], [0.05, 0])
    assert.ok(images.find(({ title }) => title === 'Harbour').ranking.words[0].caption > 0)
  })

  it('explains what was found instead, and words of long phrases as they are written', async () => {
    const [corrected] = await explained('phrase=lakke')
    assert.equal(corrected.ranking.words[0].word, 'lake')
    const [long] = await explained('phrase=mountain+lake+at+dawn+harbour')
    const written = long.ranking.words.filter(({ as_written }: Json) => as_written)
    assert.deepEqual(
      written.map(({ word }: Json) => word),
      ['mountain', 'lake', 'at', 'dawn'],
    )
  })

  it('is null where no score decides', async () => {
    for (const query of ['phrase=', 'phrase=lake&sort_order=newest'])
      assert.deepEqual([...new Set((await explained(query)).map(({ ranking }) => ranking))], [null])
  })

  it('is unknown to keys without the ability', async () => {
    const { status, json } = await (await serve(library)).get('/v3/search/images?phrase=lake&explain=ranking')
    assert.deepEqual([status, json.ErrorCode], [400, 'InvalidParameterValue'])
  })
})
