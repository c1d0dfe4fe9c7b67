import assert from 'node:assert/strict'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { openRecords } from '../../src/compose-records.ts'
import { readConfig } from '../../src/config.ts'
import type { Db } from '../../src/db/database.ts'
import { besideUnprivileged, startCommand } from '../support/cli.ts'
import { command } from '../support/command.ts'
import { writeSmallPictures } from '../support/downloads.ts'
import { ingested } from '../support/ingested.ts'
import { temporaryFolder } from '../support/library.ts'
import { makePicture } from '../support/pictures.ts'
import { until } from '../support/until.ts'

/** How long commands and workers may take. */
const PATIENCE_MS = 30_000
/** More than one batch of files. */
const PICTURES = 40

/** A folder with pictures, copies, a damaged file, a file of another kind and a link. */
async function writeFolder(folder: string): Promise<void> {
  await writeSmallPictures(folder, PICTURES)
  const picture = await makePicture({ title: 'Lake', keywords: ['water', 'calm'] })
  await mkdir(join(folder, 'trip'))
  await writeFile(join(folder, 'trip', 'lake.jpg'), picture)
  await writeFile(join(folder, 'trip', 'copy of lake.jpg'), picture)
  await writeFile(join(folder, 'trip', 'cut.jpg'), picture.subarray(0, picture.length / 2))
  await writeFile(join(folder, 'trip', 'notes.txt'), 'a note')
}

/** An empty data folder; `ingest` runs `vitrine ingest` and returns what it printed, without its last line's time. */
async function newLibrary(t: TestContext) {
  const data = await temporaryFolder(t)
  const place = ['--data', data]
  return {
    data,
    ingest: (...args: string[]) => command(['ingest', ...args, ...place]),
    beside: (...args: string[]) => besideUnprivileged(t, ['ingest', ...args, ...place]),
    startWorker: () => startCommand(t, ['worker', ...place, '--decoders', '1']),
    async records(): Promise<Db> {
      const db = await openRecords(readConfig({ data }, {}))
      t.after(() => db.destroy())
      return db
    },
  }
}

/** Waits until a run has so many files. */
const untilPlanned = (db: Db, files: number) =>
  until(
    () => db.selectFrom('ingestFile').select('seq').execute(),
    (rows) => rows.length >= files,
    PATIENCE_MS,
  )

describe('an ingest by workers', { timeout: 5 * PATIENCE_MS }, () => {
  it('reports the same and makes the same library as one by the command alone', async (t) => {
    const folder = await temporaryFolder(t)
    await writeFolder(folder)
    const [alone, shared] = [await newLibrary(t), await newLibrary(t)]
    const expected = await alone.ingest(folder, '--json')
    const running = shared.beside(folder, '--by-workers', '--json')
    const db = await shared.records()
    await untilPlanned(db, PICTURES)
    const workers = await Promise.all([shared.startWorker(), shared.startWorker()])
    const reported = await running.ended
    assert.deepEqual(
      [reported.code, reported.stdout.trim().split('\n').sort()],
      [expected.code, expected.stdout.trim().split('\n').sort()],
      reported.stderr,
    )
    assert.equal(reported.code, 3)
    assert.equal(reported.stdout.match(/cut\.jpg/g)?.length, 1)
    assert.deepEqual(await ingested(db), await ingested(await alone.records()))

    const again = await shared.ingest(folder, '--by-workers', '--json')
    const { summary } = JSON.parse(again.stdout.trim().split('\n').at(-1)!)
    assert.deepEqual([summary.added, summary.unchanged, summary.refused], [0, PICTURES + 2, 1])
    for (const { process: worker, ended } of workers) {
      worker.kill('SIGTERM')
      assert.equal(await ended, 0)
    }
    for (const table of ['ingestRun', 'ingestBatch', 'ingestFile'] as const)
      assert.deepEqual(await db.selectFrom(table).selectAll().execute(), [], table)
  })

  it('continues when its command was interrupted, and waits for a worker that sees the folder', async (t) => {
    const folder = join(await temporaryFolder(t), 'pictures')
    await mkdir(folder)
    await writeSmallPictures(folder, 3)
    const { ingest, beside, records, startWorker } = await newLibrary(t)
    const first = beside(folder, '--by-workers')
    const db = await records()
    await untilPlanned(db, 3)
    first.process.kill('SIGINT')
    const stopped = await first.ended
    assert.equal(stopped.code, 1)
    assert.match(stopped.stderr, /Workers go on .*; run the same command again/)

    await rename(folder, `${folder} elsewhere`)
    await mkdir(folder)
    const worker = await startWorker()
    await until(
      async () => worker.log(),
      (log) => log.includes('cannot see the folder'),
      PATIENCE_MS,
    )
    await rename(`${folder} elsewhere`, folder)
    await writeSmallPictures(folder, 4)
    const second = await beside(folder, '--by-workers', '--json').ended
    assert.match(second.stderr, /^The ingest of this folder that an earlier command began is continued\.\n/)
    const lines = second.stdout.trim().split('\n')
    assert.deepEqual(
      lines.slice(0, -1).map((line) => JSON.parse(line).path),
      ['0000.png', '0001.png', '0002.png', '0003.png'],
    )
    assert.equal(JSON.parse(lines.at(-1)!).summary.added, 4)
    assert.equal(worker.log().split('cannot see the folder').length, 2, 'it is logged once')
    assert.equal((await ingest(folder)).stdout.match(/^0 added, 0 updated, 4 unchanged/)?.length, 1)
  })

  it('refuses a file at which workers end again and again, and ingests the others, if need be anew', async (t) => {
    const folder = await temporaryFolder(t)
    await writeSmallPictures(folder, 3)
    const { beside, records, startWorker } = await newLibrary(t)
    const running = beside(folder, '--by-workers', '--json')
    const db = await records()
    await untilPlanned(db, 3)
    // What workers leave that were killed four times, and twice when they read the second file alone.
    await db.updateTable('ingestBatch').set({ attempts: 5, leasedBy: 'killed', leasedUntilMs: 1 }).execute()
    await db.updateTable('ingestFile').set({ attempts: 2 }).where('seq', '=', 2).execute()
    // What a worker has read that cannot be read here.
    await db
      .updateTable('ingestFile')
      .set({ prepared: Buffer.from('newer') })
      .where('seq', '=', 3)
      .execute()
    await startWorker()
    const { code, stdout, stderr } = await running.ended
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    assert.deepEqual(
      lines.slice(0, -1).map(({ path, is, reason }) => [path, reason ?? is]),
      [
        ['0000.png', 'added'],
        ['0001.png', 'Workers ended each time they read this file.'],
        ['0002.png', 'added'],
      ],
      stderr,
    )
    assert.equal(code, 3)
  })

  it('can be cancelled', async (t) => {
    const folder = await temporaryFolder(t)
    await writeSmallPictures(folder, 3)
    const { ingest, beside, records } = await newLibrary(t)
    const running = beside(folder, '--by-workers')
    await untilPlanned(await records(), 3)
    const cancelled = await ingest(folder, '--cancel')
    assert.deepEqual(
      [cancelled.code, cancelled.stdout],
      [0, `Cancelled. 3 files of ${folder} were not ingested; the others stay.\n`],
    )
    const ended = await running.ended
    assert.deepEqual(
      [ended.code, ended.stderr],
      [1, 'Another command has finished or cancelled this ingest.\n'],
    )
    const nothing = await ingest(folder, '--cancel')
    assert.equal(nothing.stdout, `Workers are not ingesting ${folder}.\n`)
  })

  it('is refused for what workers do not ingest', async (t) => {
    const folder = await temporaryFolder(t)
    const { ingest } = await newLibrary(t)
    const manifest = join(folder, 'records.jsonl')
    await writeFile(manifest, '{"id": "1"}\n')
    const refused = await ingest(manifest, '--by-workers')
    assert.equal(refused.code, 2)
    assert.match(refused.stderr, /^Workers ingest folders, and .*records\.jsonl is none\./)
    assert.equal((await ingest(folder, '--by-workers', '--plan')).code, 2)
  })

  it('can begin before there is a library', async (t) => {
    const folder = await temporaryFolder(t)
    await writeSmallPictures(folder, 1)
    const { ingest, data } = await newLibrary(t)
    const worker = besideUnprivileged(t, ['worker', '--data', data])
    let said = ''
    worker.process.stderr!.on('data', (text) => {
      said += String(text)
    })
    await until(
      async () => said,
      (text) =>
        text === `There is no library in ${data} yet. Waiting for the command or the server that makes it.\n`,
      PATIENCE_MS,
    )
    const { stdout, stderr } = await ingest(folder, '--by-workers')
    assert.match(stdout, /^1 added/, stderr)
    worker.process.kill('SIGTERM')
    assert.equal((await worker.ended).code, 0)
  })
})
