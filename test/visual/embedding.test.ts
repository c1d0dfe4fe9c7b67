import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { it } from 'node:test'
import sharp from 'sharp'
import { vectorOf } from '../../src/catalogue/frames.ts'
import { readConfig } from '../../src/config.ts'
import type { Db } from '../../src/db/database.ts'
import { createLogger } from '../../src/lib/log.ts'
import { startServer } from '../../src/serve.ts'
import { refusalsOf } from '../../src/serve-checks.ts'
import { emptyLibrary, ingestAndIndex, temporaryFolder } from '../support/library.ts'
import { until } from '../support/until.ts'

/** An embedder whose vectors are mean colours; it fails for green. */
const COLOURS = `export default {
  id: 'colours', dimensions: 3,
  async embedImage({ pixels }) {
    const [red, green, blue] = await pixels({ width: 1, height: 1, fit: 'fill' })
    if (green > 200) throw new Error('it does not like green')
    return [red, green, blue]
  },
}`

const WITHIN_MS = 60_000

it('computes the vectors of all pictures in the background, and keeps them', async (t) => {
  const [pictures, folder] = [await temporaryFolder(t), await temporaryFolder(t)]
  const embedder = join(folder, 'colours.mjs')
  await writeFile(embedder, COLOURS)
  for (const colour of ['red', 'lime', 'blue'])
    await sharp({ create: { width: 300, height: 200, channels: 3, background: colour } })
      .jpeg()
      .toFile(join(pictures, `${colour}.jpg`))
  const library = await emptyLibrary(t, { embedder })
  await ingestAndIndex(library, pictures)
  const server = await startServer(library, library.config, { logger: createLogger('silent') })
  library.servers.add(server)
  const vectors = await until(
    () => findVectors(library.db),
    ({ length }) => length === 2,
    WITHIN_MS,
  )
  assert.deepEqual(
    vectors.map(([red, green, blue]) => [red! > 120, green! < 5, blue! > 120]),
    [
      [false, true, true],
      [true, true, false],
    ],
  )
})

it('refuses an embedder that does not exist', async () => {
  assert.deepEqual(await refusalsOf(readConfig({ embedder: '/nowhere/model.onnx' }, {})), [
    "embedder is '/nowhere/model.onnx', which does not exist.",
  ])
})

async function findVectors(db: Db): Promise<Int8Array[]> {
  const rows = await db
    .selectFrom('frameVector')
    .select('vector')
    .where('embedder', '=', 'colours')
    .orderBy('frameId')
    .execute()
  return rows.map(({ vector }) => vectorOf(vector))
}
