import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import sharp from 'sharp'
import { type EmbedderHost, hostEmbedder } from '../../src/visual/embedders/embedder-host.ts'
import { temporaryFolder } from '../support/library.ts'

const LIMITS = { timeoutMs: 60_000, maxMemoryBytes: 2 ** 30 }
/** An embedder whose vectors are mean colours. */
const COLOURS = `export default {
  id: 'colours', dimensions: 3,
  async embedImage({ pixels }) { return await pixels({ width: 1, height: 1, fit: 'fill' }) },
  async embedText(text) { return [text.length, 1, 0] },
}`

describe('the process of an embedder', () => {
  it('returns vectors of pictures and texts, with 127 for the largest element', async (t) => {
    const embedder = await hosted(t, COLOURS)
    assert.deepEqual(await embedder.facts(), {
      id: 'colours',
      dimensions: 3,
      leastSimilarity: 0.5,
      hasText: true,
    })
    const vectors = [
      await embedder.embedImage(await plain('#ff8000')),
      await embedder.embedImage(await plain('#00000000')),
      await embedder.embedText('ab'),
    ]
    assert.deepEqual(vectors.map(String), ['127,64,0', '127,127,127', '127,64,0'])
  })

  it('survives what a picture does to it', async (t) => {
    const failing = `const ways = [() => { throw new Error('it does not like red') }, () => process.exit(1),
        () => [1, 2], () => new Promise(() => {}), () => [0, 0, 1]]
      export default () => ({ id: 'failing', dimensions: 3, embedImage: async ({ pixels }) =>
        ways[(await pixels({ width: 1, height: 1 }))[0]]() })`
    const embedder = await hosted(t, failing, { ...LIMITS, timeoutMs: 5000 })
    const results: string[] = []
    for (const way of [0, 1, 2, 3, 4]) {
      const job = embedder.embedImage(await plain(`rgb(${way}, 0, 0)`))
      results.push(await job.then(String, ({ message }) => message))
    }
    assert.deepEqual(results, [
      'The embedder failed: it does not like red.',
      'The embedder failed: its process ended.',
      'The embedder failed: it returned 2 elements instead of 3.',
      'The embedder failed: it took longer than 5000 ms.',
      '0,0,127',
    ])
  })

  it('uses no more memory than it may', async (t) => {
    const greedy = `export default { id: 'greedy', dimensions: 1, async embedImage() {
      const all = []
      for (;;) all.push(new Float64Array(1e7).fill(1))
    } }`
    const embedder = await hosted(t, greedy, { ...LIMITS, maxMemoryBytes: 2 ** 29 })
    await assert.rejects(embedder.embedImage(await plain('red')), {
      message:
        /^The embedder failed: (?:it used more memory than maxEmbedderBytes|Array buffer allocation failed)\.$/,
    })
  })

  for (const [what, code, reason] of [
    [
      'no default export',
      'export const id = 1',
      /its default export is no embedder: \{ id, dimensions, embed/,
    ],
    [
      'a mistake',
      "throw new Error('there is no model')",
      /embedder .*plug\.mjs cannot be used: there is no model\.$/,
    ],
    ['another kind of export', 'export default () => ({ id: "a" })', /is no embedder/],
  ] as const)
    it(`says what is wrong with a module that has ${what}`, async (t) => {
      const embedder = await hosted(t, code)
      await assert.rejects(embedder.facts(), { name: 'EmbedderFailed', message: reason })
      await assert.rejects(embedder.embedImage(await plain('red')), {
        name: 'EmbedderFailed',
        message: reason,
      })
    })

  it('rejects a job under way when it is closed', async (t) => {
    const endless = `export default { id: 'slow', dimensions: 1, embedImage: () => new Promise(() => {}) }`
    const embedder = await hosted(t, endless)
    await embedder.facts()
    const job = assert.rejects(embedder.embedImage(await plain('red')), { name: 'EmbedderFailed' })
    await embedder.close()
    await job
  })
})

/** Hosts an embedder with this code until the test ends. */
async function hosted(t: TestContext, code: string, limits = LIMITS): Promise<EmbedderHost> {
  const path = join(await temporaryFolder(t), 'plug.mjs')
  await writeFile(path, code)
  const embedder = hostEmbedder({ path, ...limits })
  t.after(() => embedder.close())
  return embedder
}

/** A picture of one colour. */
function plain(background: string): Promise<Buffer> {
  return sharp({ create: { width: 20, height: 10, channels: 4, background } })
    .png()
    .toBuffer()
}
