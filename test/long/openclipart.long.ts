import assert from 'node:assert/strict'
import { globSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { describe, it } from 'node:test'
import { randomFrom } from '../../src/lib/random.ts'
import { emptyLibrary, ingestAndIndex, serve, temporaryFolder } from '../support/library.ts'
import { hasOpenClipart, OPEN_CLIPART } from '../support/open-clipart.ts'
import { displaySizes, fetchPicture } from '../support/shown.ts'
import { skip } from '../support/test-data.ts'

const SEED = 14
const DRAWINGS = 500
/** Some are shown without a picture that is not in their file. Of all 7,458, only two maps with scripts are refused. */
const INCOMPLETE = /^It is shown without a (?:picture|font) that is not in the file: /

/** A seeded choice of the drawings, by path. */
function someDrawings(): string[] {
  const { next } = randomFrom(SEED)
  const all = globSync('**/*.svg', { cwd: OPEN_CLIPART }).sort()
  const shuffled = all.map((path) => ({ path, order: next() })).sort((a, b) => a.order - b.order)
  return shuffled.slice(0, DRAWINGS).map(({ path }) => path)
}

describe('a collection of illustrations', () => {
  it('is ingested as a whole, found by its keywords, and shown', async (t) => {
    if (!hasOpenClipart()) return skip(t, 'The package openclipart-svg is not installed.')
    const folder = await temporaryFolder(t)
    for (const [index, path] of someDrawings().entries())
      await copyFile(join(OPEN_CLIPART, path), join(folder, `${index}-${basename(path)}`))
    const library = await emptyLibrary(t)
    const { outcomes } = await ingestAndIndex(library, folder)
    const refused = outcomes.filter((it) => !('assetId' in it))
    assert.deepEqual(refused, [])
    for (const outcome of outcomes)
      if ('warning' in outcome) assert.match(outcome.warning!, INCOMPLETE, outcome.path)
    const server = await serve(library, { abilities: ['large', 'unwatermarked'] })
    const find = (query: string) => server.get(`/v3/search/images/creative?fields=id&${query}`)
    const assets = new Set(outcomes.map((it) => 'assetId' in it && it.assetId))
    const { json: vectors } = await find('graphical_styles=vector')
    assert.equal(vectors.result_count, assets.size)
    const { json } = await find('phrase=animal')
    assert.ok(json.result_count > 10, `${json.result_count} animals`)
    for (const { id } of json.images) {
      const { type } = await fetchPicture((await displaySizes(server, id)).comp!.uri)
      assert.equal(type, 'image/jpeg')
    }
  })
})
