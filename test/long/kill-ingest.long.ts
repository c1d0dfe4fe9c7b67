import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, it } from 'node:test'
import { openLibrary } from '../../src/compose.ts'
import { readConfig } from '../../src/config.ts'
import { randomFrom } from '../../src/lib/random.ts'
import { linesUntilKilled, vitrine } from '../support/cli.ts'
import { temporaryFolder } from '../support/library.ts'
import { writePicture } from '../support/pictures.ts'

const SEED = 4
const KILLS = 25
const PICTURES = 150

describe('an ingest that is killed again and again', () => {
  it('ingests each picture once, completely, and loses nothing that it acknowledged', async (t) => {
    const folder = await temporaryFolder(t)
    const data = await temporaryFolder(t)
    for (let index = 0; index < PICTURES; index++) {
      const shape = { width: 900 + index, height: 700, colour: `hsl(${index * 7}, 60%, 50%)` }
      await writePicture(folder, `${index}.jpg`, { ...shape, title: `Picture ${index}`, keywords: ['every'] })
    }
    const random = randomFrom(SEED)
    const acknowledged = new Map<string, number>()
    for (let kill = 0; kill < KILLS; kill++) {
      const said = await ingestUntilKilled(
        ['ingest', folder, '--data', data, '--json'],
        random.between(150, 1300),
      )
      for (const { path, assetId } of said) {
        assert.equal(acknowledged.get(path) ?? assetId, assetId, `${path} changed its id`)
        acknowledged.set(path, assetId)
      }
    }
    const { code, stdout } = await vitrine(['ingest', folder, '--data', data])
    assert.equal(code, 0, stdout)
    assert.match(stdout, / 0 updated, \d+ unchanged, 0 known from elsewhere, 0 refused/)

    const library = await openLibrary(readConfig({ data }, {}))
    t.after(() => library.close())
    const assets = await library.db
      .selectFrom('asset')
      .innerJoin('master', 'master.assetId', 'asset.id')
      .select(['id', 'title', 'blob'])
      .execute()
    assert.equal(assets.length, PICTURES)
    assert.equal(new Set(assets.map(({ title }) => title)).size, PICTURES)
    const ids = new Set(assets.map(({ id }) => id))
    for (const [path, id] of acknowledged)
      assert.ok(ids.has(id), `${path} was acknowledged as ${id} and is gone`)
    const changes = await library.db.selectFrom('change').selectAll().execute()
    assert.deepEqual(
      changes.filter(({ subject }) => subject === 'asset').map(({ kind }) => kind),
      Array(PICTURES).fill('added'),
    )
    assert.equal(await library.index.position(), changes.at(-1)!.seq)

    const blobs = globSync('blobs/??/??/*', { cwd: data })
    for (const blob of blobs) {
      const hash = createHash('sha256')
        .update(readFileSync(join(data, blob)))
        .digest('hex')
      assert.equal(hash, basename(blob))
    }
    const renditions = await library.db.selectFrom('rendition').select('blob').execute()
    assert.equal(renditions.length, PICTURES * 4)
    const stored = new Set(blobs.map((blob) => basename(blob)))
    for (const { blob } of [...assets, ...renditions]) assert.ok(stored.has(blob), `blob ${blob} is missing`)
  })
})

/** Returns what the command acknowledged until it was killed without a chance to clean up. */
async function ingestUntilKilled(args: readonly string[], afterMs: number) {
  const lines = await linesUntilKilled(args, afterMs)
  return lines
    .map((line) => JSON.parse(line) as { path: string; assetId: number; summary?: object })
    .filter(({ summary }) => summary === undefined)
}
