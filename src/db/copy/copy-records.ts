import { setImmediate } from 'node:timers/promises'
import { Problem } from '../../lib/problem.ts'
import type { Db } from '../database.ts'
import { encodeRows } from './copy-text.ts'
import { PostgresTarget } from './postgres-target.ts'
import type { CopiedTable, SqliteSource } from './sqlite-source.ts'
import { TableDigest } from './table-digest.ts'

/** Progress is told for so many rows that were read back. */
const ROWS_PER_REPORT = 1000

/** How records are copied. */
export type CopyOptions = {
  /** Whether other records in the target are deleted. */
  readonly replace: boolean
  /** Is told how many rows were copied, and then compared, of twice their number. */
  readonly onProgress: (done: number) => void
}

/** What was copied; nothing if the target had the same records already. */
export type Copied = { readonly tables: number; readonly rows: number; readonly isNew: boolean }

/**
 * Copies all records of SQLite into a migrated PostgreSQL database, in one transaction, and compares both: everything is copied
 * and equal, or nothing has changed. It can be repeated.
 *
 * @throws Problem InvalidSetting if the target has other records, unless they are to be replaced.
 */
export async function copyRecords(source: SqliteSource, to: Db, options: CopyOptions): Promise<Copied> {
  const { tables } = source
  let done = 0
  const onRows = (count: number) => {
    done += count
    options.onProgress(done)
  }
  return to.transaction().execute(async (tx) => {
    const target = new PostgresTarget(tx)
    await target.prepare()
    if (await hasRecords(tx)) {
      const rows = await findEqual(source, target, onRows)
      if (rows !== null) return { tables: tables.length, rows, isNew: false }
      if (!options.replace)
        throw new Problem('InvalidSetting', 'The database has other records already; --replace deletes them.')
      done = 0
    }
    return { tables: tables.length, rows: await copyAll(source, target, onRows), isNew: true }
  })
}

/** Is told of so many rows more. */
type OnRows = (count: number) => void

/** Returns the number of rows. */
async function copyAll(source: SqliteSource, target: PostgresTarget, onRows: OnRows): Promise<number> {
  await target.clear(source.tables)
  const makeConstraints = await target.withoutConstraints()
  const copied = new Map<CopiedTable, TableDigest>()
  for (const table of source.tables) {
    const digest = new TableDigest()
    await target.fill(table, readRows(table, source, { digest, onRows }))
    copied.set(table, digest)
  }
  await makeConstraints()
  for (const { table, last } of source.lastNumbers()) await target.continueAfter(table, last)
  for (const [table, digest] of copied)
    if (!digest.equals(await digestOf(table, target, onRows)))
      throw new Error(`The table ${table.name} differs after it was copied.`)
  await target.analyze(source.tables)
  return sumOf(copied.values())
}

/** Returns the number of rows of all tables, if they are equal in both; otherwise null. */
async function findEqual(
  source: SqliteSource,
  target: PostgresTarget,
  onRows: OnRows,
): Promise<number | null> {
  const compared: TableDigest[] = []
  for (const table of source.tables) {
    const ours = new TableDigest()
    // Progress is shown in between.
    for (const _ of readRows(table, source, { digest: ours, onRows })) await setImmediate()
    if (!ours.equals(await digestOf(table, target, onRows))) return null
    compared.push(ours)
  }
  return sumOf(compared)
}

const sumOf = (digests: Iterable<TableDigest>) => [...digests].reduce((sum, { rows }) => sum + rows, 0)

/** Returns the rows of a table as COPY has them, and adds them to its digest. */
function* readRows(
  table: CopiedTable,
  source: SqliteSource,
  { digest, onRows }: { readonly digest: TableDigest; readonly onRows: OnRows },
): Iterable<Uint8Array> {
  for (const { bytes, rows } of encodeRows(source.rows(table), table.doubles)) {
    digest.add(bytes)
    yield bytes
    onRows(rows)
  }
}

async function digestOf(table: CopiedTable, target: PostgresTarget, onRows: OnRows): Promise<TableDigest> {
  const digest = new TableDigest()
  await target.read(table, (row) => {
    digest.add(row)
    if (digest.rows % ROWS_PER_REPORT === 0) onRows(ROWS_PER_REPORT)
  })
  onRows(digest.rows % ROWS_PER_REPORT)
  return digest
}

/** A database that was only migrated has none of these. */
async function hasRecords(tx: Db): Promise<boolean> {
  const found = await tx
    .selectNoFrom((eb) => [
      eb.exists(eb.selectFrom('change').select('seq')).as('hasChanges'),
      eb.exists(eb.selectFrom('client').select('id')).as('hasClients'),
      eb.exists(eb.selectFrom('customer').select('id')).as('hasCustomers'),
    ])
    .executeTakeFirstOrThrow()
  return found.hasChanges === true || found.hasClients === true || found.hasCustomers === true
}
