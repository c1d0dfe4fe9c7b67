import assert from 'node:assert/strict'
import { copyFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, it, type TestContext } from 'node:test'
import type { Db } from '../../src/db/database.ts'
import { type CommandBeside, startCommand } from '../support/cli.ts'
import { FIRST_ID, writeSmallPictures } from '../support/downloads.ts'
import { temporaryFolder } from '../support/library.ts'
import { addToTables, migrateAsNewer } from '../support/newer-version.ts'
import { type SharedLibrary, shareLibrary } from '../support/nodes.ts'
import { makeReadOnly, type PostgresServer } from '../support/postgres-server.ts'
import { type RedisServer, startRedis } from '../support/redis-server.ts'
import type { S3Server } from '../support/s3-server.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'
import { until } from '../support/until.ts'
import { failInRounds, type LoadedNodes, ROUNDS } from './failure-rounds.ts'
import { type KillableNode, startKillableNode } from './killable-node.ts'
import { machinesOf } from './machines.ts'

const IMAGES = 200
/** Files that workers ingest in a round, of which one worker is killed: more than each of them leases at once. */
const FILES = 72
const ROUND_MS = 300_000
/** Tables that nearly every request reads or writes. */
const USED = ['asset', 'download', 'agreement', 'token', 'board', 'rendition']

describe('two nodes under load', () => {
  const lifetime = suiteLifetime()
  let missing = ''
  let parts: { readonly postgres: PostgresServer; readonly s3: S3Server; readonly redis: RedisServer }
  let settings: SharedLibrary['settings']
  let loaded: LoadedNodes
  const nodes: KillableNode[] = []

  before(async () => {
    const skip = (reason: string) => {
      missing = reason
    }
    const shared = await shareLibrary({ ...lifetime, skip }, IMAGES)
    const redis = await startRedis({ ...lifetime, skip })
    if (shared === null || redis === null) return
    parts = { postgres: shared.postgres, s3: shared.s3, redis }
    settings = { ...shared.settings, VITRINE_LIMITS: redis.address }
    for (const _ of [1, 2]) nodes.push(await startKillableNode(lifetime, settings))
    loaded = { library: shared.library, images: IMAGES, nodes }
  })

  const rounds = async (t: TestContext, partOf: Parameters<typeof failInRounds>[2]) =>
    missing === '' ? failInRounds(t, loaded, partOf) : t.skip(missing)

  it(`of which one is killed (${ROUNDS} rounds)`, (t) =>
    rounds(t, (random) => {
      const killed = random.below(2)
      return {
        fail: () => nodes[killed]!.kill(),
        restore: () => nodes[killed]!.start(),
        concerns: ({ node }) => (node === killed ? 'no answer' : null),
      }
    }))

  it(`while PostgreSQL is killed (${ROUNDS} rounds)`, (t) =>
    rounds(t, () => ({
      fail: () => parts.postgres.kill(),
      restore: () => parts.postgres.start(),
      concerns: () => '503',
    })))

  it(`while the bucket is killed (${ROUNDS} rounds)`, (t) =>
    rounds(t, () => ({
      fail: () => parts.s3.kill(),
      restore: () => parts.s3.start(),
      concerns: (_, { takesFiles }) => (takesFiles ? '503' : null),
    })))

  it(`while records can only be read (${ROUNDS} rounds)`, (t) =>
    rounds(t, () => ({
      fail: () => makeReadOnly(parts.postgres, true),
      restore: () => makeReadOnly(parts.postgres, false),
      concerns: (_, { writes }) => (writes ? '503' : null),
    })))

  it(`while Redis is killed (${ROUNDS} rounds)`, (t) =>
    rounds(t, () => ({
      fail: () => parts.redis.kill(),
      restore: () => parts.redis.start(),
      concerns: () => null,
    })))

  it(`while a newer version adds columns to tables that are used (${ROUNDS} rounds)`, (t) => {
    let number = 0
    return rounds(t, () => {
      const name = `added${++number}`
      const { db } = loaded.library
      return {
        fail: () =>
          migrateAsNewer(db, `900${number}-${name}`, (tx) => addToTables(tx, { name, tables: USED })),
        restore: async () => {},
        concerns: () => null,
      }
    })
  })

  it(`while one of the workers that ingest a folder is killed (${ROUNDS} rounds)`, {
    timeout: ROUNDS * ROUND_MS,
  }, async (t) => {
    if (missing !== '') return t.skip(missing)
    const machines = await machinesOf(t, settings)
    const startWorker = async () =>
      startCommand(t, ['worker', '--data', await temporaryFolder(t), '--decoders', '1'], settings)
    const workers = [await startWorker(), await startWorker()]
    let number = 0
    await rounds(t, async (random) => {
      const folder = await temporaryFolder(t)
      await writeSmallPictures(folder, FILES, ++number)
      await copyFile(join(folder, '0000.png'), join(folder, 'copy.png'))
      await writeFile(join(folder, 'damaged.png'), 'no picture')
      const expected = outcomesFrom(FIRST_ID + IMAGES + (number - 1) * FILES)
      const [moment, killed] = [random.below(FILES - 10), random.below(workers.length)]
      let command: CommandBeside
      return {
        async fail() {
          command = await machines.beside(['ingest', folder, '--by-workers', '--json'])
          await until(machines.recorded, (files) => files >= moment, ROUND_MS)
          workers[killed]!.process.kill('SIGKILL')
          workers[killed] = await startWorker()
        },
        async restore() {
          const { stdout, stderr } = await command.ended
          t.diagnostic(`a worker was killed after ${moment} of ${FILES} files`)
          assert.deepEqual(outcomesIn(stdout), expected, stderr)
          const known = expected.filter(({ is }) => is !== 'refused')
          assert.deepEqual(
            await filesOf(machines.db, folder),
            known.map(({ path, assetId }) => ({ path, assetId })),
          )
          assert.equal(await countAdded(machines.db), IMAGES + number * FILES, 'each was added once')
        },
        concerns: () => null,
      }
    })
  })
})

type FileOutcome = { readonly path: string; readonly is: string; readonly assetId?: number }

/** What an ingest of the folder of a round reports, if the id of its first asset is this one. */
const outcomesFrom = (firstId: number): FileOutcome[] => [
  ...Array.from({ length: FILES }, (_, index) => ({
    path: `${String(index).padStart(4, '0')}.png`,
    is: 'added',
    assetId: firstId + index,
  })),
  { path: 'copy.png', is: 'noted', assetId: firstId },
  { path: 'damaged.png', is: 'refused' },
]

/** Returns the outcomes in a report, without reasons. */
const outcomesIn = (report: string): FileOutcome[] =>
  report
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter(({ path }) => path !== undefined)
    .map(({ reason: _, ...outcome }) => outcome)

/** Returns the files of a source folder that have assets. */
const filesOf = (db: Db, folder: string) =>
  db
    .selectFrom('sourceFile')
    .innerJoin('source', 'source.id', 'sourceFile.sourceId')
    .select(['sourceFile.path', 'assetId'])
    .where('source.path', '=', folder)
    .orderBy('sourceFile.path')
    .execute()

async function countAdded(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('change')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('subject', '=', 'asset')
    .where('kind', '=', 'added')
    .executeTakeFirstOrThrow()
  return Number(count)
}
