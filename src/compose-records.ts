import { existsSync } from 'node:fs'
import { readdir, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { RecordsReader } from './catalogue/records-reader.ts'
import { type Config, TEMPORARY } from './config.ts'
import { openCheckpoints } from './db/checkpoints.ts'
import type { Copied, CopyOptions } from './db/copy/copy-records.ts'
import type { Db } from './db/database.ts'
import { openLogEnd } from './db/log-end.ts'
import type { RecordsMemory } from './db/records-memory.ts'
import type { RecordsPosition } from './db/tables/changes.ts'
import type { Logger } from './lib/log.ts'
import { makeFolder } from './lib/make-folder.ts'
import { Problem } from './lib/problem.ts'
import { SharedLock } from './lib/shared-lock.ts'
import { withoutPassword } from './lib/without-password.ts'

type RecordsConfig = Pick<Config, 'data' | 'records' | 'recordConnections'>

/** Mode of a new data folder: it holds secrets and originals, so only its owner may read it. */
const PRIVATE = 0o700

/** Keeps a library inside a git checkout from being committed by mistake, since it holds secrets. */
const IGNORE_ALL = '*\n'

/** Returns whether there is a library: records in the data folder or in PostgreSQL. */
export async function hasLibrary(config: RecordsConfig): Promise<boolean> {
  if (config.records === null) return existsSync(recordsFile(config))
  const db = await openMigratedRecords(config)
  const { hasTables } = await import('./db/postgres/migrate-postgres.ts')
  return hasTables(db).finally(() => db.destroy())
}

/** Returns where the records are, for messages. */
export const recordsPlace = ({ data, records }: RecordsConfig): string =>
  records === null ? data : withoutPassword(records)

const recordsFile = ({ data }: Pick<Config, 'data'>) => join(data, 'records.db')

/** Opens only the records, migrated to this version, for work that needs no pictures. */
export async function openRecords(config: RecordsConfig): Promise<Db> {
  await ensureFolder(config.data)
  if (config.records !== null) {
    const { migratePostgres } = await import('./db/postgres/migrate-postgres.ts')
    await migratePostgres(config.records)
    return openMigratedRecords(config)
  }
  const db = await openMigratedRecords(config)
  const { migrate } = await import('./db/migrate.ts')
  await migrate(db)
  return db
}

/**
 * Opens records that this version has already migrated.
 *
 * @param shared what it shares with other threads that have them open, of which it is this member.
 */
export async function openMigratedRecords(
  config: RecordsConfig,
  shared: { readonly memory: RecordsMemory; readonly member: number } | null = null,
): Promise<Db> {
  const commits = shared?.memory.commits ?? undefined
  if (config.records !== null) {
    const { openPostgres } = await import('./db/postgres/open-postgres.ts')
    return openPostgres(config.records, { maxConnections: config.recordConnections, commits })
  }
  // Imported here because the index thread needs it only when something has changed.
  const { openDatabase } = await import('./db/database.ts')
  if (!shared?.memory.writerLock || !commits) return openDatabase(recordsFile(config))
  const lock = new SharedLock(shared.memory.writerLock, shared.member)
  return openDatabase(recordsFile(config), { lock, commits })
}

/**
 * Copies the records of a data folder into a PostgreSQL database, and compares both. `onTotal` is told how many rows are copied
 * and compared.
 */
export async function copyRecordsTo(
  from: RecordsConfig,
  to: string,
  { onTotal, ...options }: CopyOptions & { readonly onTotal: (rows: number) => void },
): Promise<Copied> {
  await (await openRecords(from)).destroy()
  const [{ SqliteSource }, { copyRecords }] = [
    await import('./db/copy/sqlite-source.ts'),
    await import('./db/copy/copy-records.ts'),
  ]
  const target = await openRecords({ ...from, records: to })
  const source = new SqliteSource(recordsFile(from))
  try {
    onTotal(2 * source.count())
    return await copyRecords(source, target, options)
  } finally {
    source.close()
    await target.destroy()
  }
}

/** How long a replica may take to connect, and for a statement, before records are read from the database itself. */
const [REPLICA_CONNECT_MS, REPLICA_STATEMENT_MS] = [1000, 5000]

/** Opens what reads the records in search results: the replica, if there is one, or the records themselves. */
export async function openRecordsReader(
  { recordReplica, recordConnections }: Pick<Config, 'recordReplica' | 'recordConnections'>,
  db: Db,
  logger: Logger,
): Promise<{ readonly read: RecordsReader; close(): Promise<void> }> {
  const { ownRecords, replicatedRecords } = await import('./catalogue/records-reader.ts')
  if (recordReplica === null) return { read: ownRecords(db), async close() {} }
  const replica = await openReplica(recordReplica, recordConnections)
  const where = { replica: withoutPassword(recordReplica) }
  const read = replicatedRecords(db, replica, (isReachable, reason) =>
    isReachable
      ? logger.info(where, 'the replica of the records is read again')
      : logger.warn(
          { ...where, err: reason },
          'the replica of the records cannot be read: the records themselves are read until it can',
        ),
  )
  return { read, close: () => replica.destroy() }
}

/** Opens a replica of the records. */
export async function openReplica(address: string, maxConnections: number): Promise<Db> {
  const { openPostgres } = await import('./db/postgres/open-postgres.ts')
  const limits = { connectMs: REPLICA_CONNECT_MS, statementMs: REPLICA_STATEMENT_MS }
  return openPostgres(address, { maxConnections, ...limits })
}

/** Opens what reads the end of the change log of migrated records. */
export async function openRecordsEnd(config: RecordsConfig): Promise<() => Promise<RecordsPosition>> {
  if (config.records === null) return openLogEnd(recordsFile(config))
  const { recordsPosition } = await import('./catalogue/changes.ts')
  const db = await openMigratedRecords({ ...config, recordConnections: 1 })
  return () => recordsPosition(db)
}

/** Opens what keeps SQLite's write-ahead log of the records short; they have to be open already. */
export async function openRecordsCheckpoints(config: RecordsConfig): Promise<() => void> {
  return config.records === null ? openCheckpoints(recordsFile(config)) : () => {}
}

async function ensureFolder(path: string): Promise<void> {
  if (basename(path) === TEMPORARY)
    throw new Problem('InvalidSetting', `The data folder ${TEMPORARY} works only with "vitrine dev".`)
  try {
    await makeFolder(path, PRIVATE)
    if ((await readdir(path)).length === 0) await writeFile(join(path, '.gitignore'), IGNORE_ALL)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new Problem(
      'InvalidSetting',
      `The data folder ${path} cannot be created (${code}); choose another one with --data.`,
    )
  }
}
