import { Problem } from '../../lib/problem.ts'
import type { Db } from '../database.ts'
import { PostgresTarget } from './postgres-target.ts'
import type { CopiedTable, SqliteSource } from './sqlite-source.ts'
import { TableDigest } from './table-digest.ts'

const ROWS_PER_INSERT = 1000

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
  return to.transaction().execute(async (tx) => {
    const target = new PostgresTarget(tx)
    await target.takeTime()
    const { tables } = source
    const total = source.count()
    if (await hasRecords(tx)) {
      if (await isEqual(source, target, options)) return { tables: tables.length, rows: total, isNew: false }
      if (!options.replace)
        throw new Problem('InvalidSetting', 'The database has other records already; --replace deletes them.')
    }
    await target.clear(tables)
    const makeConstraints = await target.withoutConstraints()
    let done = 0
    for (const table of tables) done = await copyTable(table, source, target, { ...options, done })
    await makeConstraints()
    for (const { table, last } of source.lastNumbers()) await target.continueAfter(table, last)
    const different = await findDifferent(source, target, { ...options, done })
    if (different !== null) throw new Error(`The table ${different} differs after it was copied.`)
    return { tables: tables.length, rows: total, isNew: true }
  })
}

async function copyTable(
  table: CopiedTable,
  source: SqliteSource,
  target: PostgresTarget,
  { onProgress, done }: CopyOptions & { readonly done: number },
): Promise<number> {
  const insert = await target.open(table)
  let copied = done
  let rows: unknown[][] = []
  const write = async () => {
    if (rows.length === 0) return
    await insert(rows)
    copied += rows.length
    rows = []
    onProgress(copied)
  }
  for (const row of source.rows(table)) {
    rows.push(row)
    if (rows.length === ROWS_PER_INSERT) await write()
  }
  await write()
  return copied
}

/** Returns the name of a table that is not equal in both; null if all are. */
async function findDifferent(
  source: SqliteSource,
  target: PostgresTarget,
  { onProgress, done }: Pick<CopyOptions, 'onProgress'> & { readonly done: number },
): Promise<string | null> {
  let compared = done
  for (const table of source.tables) {
    const [ours, theirs] = [new TableDigest(), new TableDigest()]
    for (const row of source.rows(table)) ours.add(row)
    for await (const row of target.rows(table)) {
      theirs.add(row)
      if (theirs.rows % ROWS_PER_INSERT === 0) onProgress(compared + theirs.rows)
    }
    if (!ours.equals(theirs)) return table.name
    compared += ours.rows
    onProgress(compared)
  }
  return null
}

const isEqual = async (source: SqliteSource, target: PostgresTarget, options: CopyOptions) =>
  (await findDifferent(source, target, { ...options, done: source.count() })) === null

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
