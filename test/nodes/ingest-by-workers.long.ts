import assert from 'node:assert/strict'
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, it, type TestContext } from 'node:test'
import { randomFrom } from '../../src/lib/random.ts'
import type { CommandBeside, CommandResult } from '../support/cli.ts'
import { writeSmallPictures } from '../support/downloads.ts'
import { ingested } from '../support/ingested.ts'
import { temporaryFolder } from '../support/library.ts'
import { makePicture } from '../support/pictures.ts'
import { newDatabase } from '../support/postgres-databases.ts'
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts'
import { type S3Server, startS3 } from '../support/s3-server.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'
import { until } from '../support/until.ts'
import { type Machines, machinesOf } from './machines.ts'

const PICTURES = 240
const SEED = Number(process.env.VITRINE_TEST_SEED ?? 7)
/** Workers that are killed: each stands for some files that another worker reads once its lease has ended. */
const KILLS = 3
const PATIENCE_MS = 120_000

describe('workers with their records in PostgreSQL and their pictures in a bucket', () => {
  const lifetime = suiteLifetime()
  let missing = ''
  let postgres: PostgresServer | null
  let s3: S3Server | null
  let folder: string
  let alone: Machines
  let expected: CommandResult

  const skip = (reason: string) => {
    missing = reason
  }

  before(async () => {
    postgres = await startPostgres({ ...lifetime, skip })
    s3 = await startS3({ ...lifetime, skip })
    if (postgres === null || s3 === null) return
    folder = await temporaryFolder(lifetime)
    await writeSmallPictures(folder, PICTURES)
    const picture = await makePicture({ title: 'Lake', keywords: ['water', 'calm'] })
    await mkdir(join(folder, '0000 first'))
    const files = {
      '0000 first/lake.jpg': picture,
      '0100 damaged.jpg': picture.subarray(0, picture.length / 2),
      '0120 unreadable.jpg': await makePicture({ title: 'Unreadable' }),
      '0150 copy of lake.jpg': picture,
      'notes.txt': 'a note',
    }
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content)
    await chmod(join(folder, '0120 unreadable.jpg'), 0)
    alone = await newLibrary(lifetime, 'alone')
    expected = await alone.run('ingest', folder, '--json')
    assert.equal(expected.code, 3, expected.stderr)
  })

  /** Returns the machines of a library in a new database. */
  async function newLibrary(t: Pick<TestContext, 'after'>, name: string): Promise<Machines> {
    const records = await newDatabase(postgres!.address('postgres'), await temporaryFolder(t))
    const places = { VITRINE_RECORDS: records, VITRINE_BLOBS: `s3://pictures/${name}` }
    return machinesOf(t, { ...s3!.environment, ...places })
  }

  it('lose and repeat nothing when they and their command are killed', {
    timeout: 2 * PATIENCE_MS,
  }, async (t) => {
    if (postgres === null || s3 === null) return t.skip(missing)
    const random = randomFrom(SEED)
    const moments = Array.from({ length: KILLS }, () => 1 + random.below(PICTURES - 60)).sort((a, b) => a - b)
    t.diagnostic(`seed ${SEED}: workers are killed after ${moments.join(', ')} files`)
    const shared = await newLibrary(t, 'shared')
    const byWorkers = ['ingest', folder, '--by-workers', '--json']
    const killed = await shared.beside(byWorkers)
    const startWorker = () => shared.beside(['worker'])
    const workers: CommandBeside[] = [await startWorker(), await startWorker()]
    for (const [index, moment] of moments.entries()) {
      await until(shared.recorded, (files) => files >= moment, PATIENCE_MS)
      const [worker] = workers.splice(random.below(workers.length), 1)
      worker!.process.kill('SIGKILL')
      if (index === 0) killed.process.kill('SIGKILL')
      workers.push(await startWorker())
    }
    const reporting = await shared.beside(byWorkers)
    const reported = await reporting.ended
    assert.match(reported.stderr, /an earlier command began is continued/)
    assert.deepEqual(sorted(reported.stdout), sorted(expected.stdout), reported.stderr)
    assert.equal(reported.code, 3)
    for (const bad of ['0100 damaged.jpg', '0120 unreadable.jpg'])
      assert.equal(reported.stdout.split(bad).length, 2, `${bad} is reported once`)
    assert.match(reported.stdout, /permission denied/)
    assert.deepEqual(await ingested(shared.db), await ingested(alone.db))
    for (const { process: worker, ended } of workers) {
      worker.kill('SIGTERM')
      assert.equal((await ended).code, 0)
    }
  })

  it('wait while PostgreSQL or the bucket is away, and leave to others what they held while their machine slept', {
    timeout: 3 * PATIENCE_MS,
  }, async (t) => {
    if (postgres === null || s3 === null) return t.skip(missing)
    const library = await newLibrary(t, 'away')
    const command = await library.beside(['ingest', folder, '--by-workers', '--json'])
    const workers = [await library.beside(['worker']), await library.beside(['worker'])]
    const [commandSaid, ...workersSaid] = [command, ...workers].map(textOf)
    const untilRecorded = (files: number) => until(library.recorded, (now) => now >= files, PATIENCE_MS)
    const untilAllSaid = (said: readonly Said[], text: string) =>
      until(
        async () => said.map((text) => text()),
        (all) => all.every((it) => it.includes(text)),
        PATIENCE_MS,
      )

    await untilRecorded(20)
    await postgres.kill()
    await untilAllSaid([commandSaid!], 'The ingest waits, and goes on')
    await untilAllSaid(workersSaid, 'The records cannot be reached')
    const late = await library.beside(['worker'])
    const lateSaid = textOf(late)
    await untilAllSaid([lateSaid], 'Waiting until they can.')
    const cancel = await library.run('ingest', folder, '--cancel')
    assert.match(cancel.stderr, /^The records cannot be reached/)
    assert.equal(cancel.code, 1)
    await postgres.start()
    await untilAllSaid([commandSaid!], 'The ingest goes on.')
    await untilRecorded(60)

    await s3.kill()
    await untilAllSaid(workersSaid, 'The store of pictures cannot be reached')
    await s3.start()
    await untilAllSaid(workersSaid, 'ingesting goes on')
    await untilRecorded(100)

    const [asleep] = workers
    asleep!.process.kill('SIGSTOP')
    const reported = await command.ended
    asleep!.process.kill('SIGCONT')
    assert.deepEqual(sorted(reported.stdout), sorted(expected.stdout), reported.stderr)
    assert.equal(reported.code, 3)
    for (const { process: worker, ended } of [...workers, late]) {
      worker.kill('SIGTERM')
      assert.equal((await ended).code, 0)
    }
    assert.deepEqual(await ingested(library.db), await ingested(alone.db))
  })

  it('leave a folder to others when they would store its pictures elsewhere', async (t) => {
    if (postgres === null || s3 === null) return t.skip(missing)
    const { beside, db, recorded } = await newLibrary(t, 'elsewhere')
    const command = await beside(['ingest', folder, '--by-workers'])
    await until(
      () => db.selectFrom('ingestFile').select('seq').execute(),
      (files) => files.length > 0,
      PATIENCE_MS,
    )
    const worker = await beside(['worker'], { VITRINE_BLOBS: 's3://pictures/another-library' })
    await untilSaid(worker, 'store pictures in another place')
    await untilSaid(command, 'No worker works on this folder.')
    assert.equal(await recorded(), 0)
  })
})

const sorted = (lines: string): string[] => lines.trim().split('\n').sort()

/** What a command has written to standard error. */
type Said = () => string

function textOf({ process: command }: CommandBeside): Said {
  let said = ''
  command.stderr!.on('data', (chunk) => {
    said += String(chunk)
  })
  return () => said
}

/** Waits until a command has written a text to standard error. */
async function untilSaid(command: CommandBeside, text: string): Promise<void> {
  const said = textOf(command)
  await until(
    async () => said(),
    (all) => all.includes(text),
    PATIENCE_MS,
  )
}
