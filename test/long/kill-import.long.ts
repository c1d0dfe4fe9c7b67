import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { openLibrary } from '../../src/compose.ts'
import { readConfig } from '../../src/config.ts'
import { randomFrom } from '../../src/lib/random.ts'
import { linesUntilKilled, vitrine } from '../support/cli.ts'
import { temporaryFolder } from '../support/library.ts'
import { writePicture } from '../support/pictures.ts'

const SEED = 11
const KILLS = 20
const RECORDS = 20_000
const FILES = 20

describe('an import that is killed again and again', () => {
  it('ingests each record once, and loses nothing that it acknowledged', async (t) => {
    const folder = await temporaryFolder(t)
    const data = await temporaryFolder(t)
    const manifest = join(folder, 'records.jsonl')
    const records: object[] = [{ kind: 'event', id: 'e', name: 'Gala' }]
    for (let index = 0; index < RECORDS; index++) {
      const hasFile = index % (RECORDS / FILES) === 0
      if (hasFile) await writePicture(folder, `${index}.jpg`, { width: 400 + index / 100, colour: 'teal' })
      records.push({
        id: `r${index}`,
        title: `Record ${index}`,
        event_ids: ['e'],
        collection: `C${index % 7}`,
        keywords: ['every', `k${index % 997}`],
        artist: `Artist ${index % 101}`,
        ...(hasFile && { file: `${index}.jpg` }),
      })
    }
    await writeFile(manifest, records.map((record) => `${JSON.stringify(record)}\n`).join(''))
    const random = randomFrom(SEED)
    const acknowledged = new Map<string, number>()
    const args = ['ingest', manifest, '--data', data]
    for (let kill = 0; kill < KILLS; kill++)
      for (const { id, assetId } of await importUntilKilled([...args, '--json'], random.between(300, 1800))) {
        assert.equal(acknowledged.get(id) ?? assetId, assetId, `${id} changed its id`)
        acknowledged.set(id, assetId)
      }
    const { code, stdout } = await vitrine(args)
    assert.equal(code, 0, stdout)
    assert.match(stdout, / 0 updated, \d+ unchanged, 0 known from elsewhere, 0 refused/)

    const library = await openLibrary(readConfig({ data }, {}))
    t.after(() => library.close())
    const { db, index } = library
    const assets = await db
      .selectFrom('asset')
      .innerJoin('externalId', 'externalId.id', 'asset.id')
      .select(['asset.id', 'title', 'value'])
      .where('kind', '=', 'asset')
      .execute()
    assert.equal(assets.length, RECORDS)
    assert.equal(new Set(assets.map(({ id }) => id)).size, RECORDS)
    for (const { id, title, value } of assets) {
      assert.equal(title, `Record ${value.slice(1)}`)
      assert.equal(acknowledged.get(value) ?? id, id, `${value} was acknowledged as another`)
    }
    const count = async (table: 'change' | 'master' | 'assetEvent' | 'collection' | 'artist' | 'keyword') =>
      (await db.selectFrom(table).select(db.fn.countAll().as('n')).executeTakeFirstOrThrow()).n
    const [events, collections] = [1, 7]
    assert.equal(await count('change'), RECORDS + events + collections)
    assert.equal(await count('master'), FILES)
    assert.equal(await count('assetEvent'), RECORDS)
    assert.deepEqual(
      [await count('collection'), await count('artist'), await count('keyword')],
      [collections, 101, 998],
    )
    const last = await db.selectFrom('change').select('seq').orderBy('seq', 'desc').executeTakeFirst()
    assert.equal(await index.position(), last!.seq)
  })
})

/** Returns what the command acknowledged until it was killed without a chance to clean up. */
async function importUntilKilled(args: readonly string[], afterMs: number) {
  const lines = await linesUntilKilled(args, afterMs)
  return lines
    .map((line) => JSON.parse(line) as { id: string; kind: string; assetId: number })
    .filter(({ kind }) => kind === 'asset')
}
