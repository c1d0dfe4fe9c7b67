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
  const { tables } = source
  const rows = source.count()
  let done = 0
  const onRows = (count: number) => {
    done += count
    options.onProgress(done)
  }
  return to.transaction().execute(async (tx) => {
    const target = new PostgresTarget(tx)
    await target.takeTime()
    if (await hasRecords(tx)) {
      done = rows
      if ((await findDifferent(source, target, onRows)) === null)
        return { tables: tables.length, rows, isNew: false }
      if (!options.replace)
        throw new Problem('InvalidSetting', 'The database has other records already; --replace deletes them.')
      done = 0
    }
    await target.clear(tables)
    const makeConstraints = await target.withoutConstraints()
    for (const table of tables) await copyTable(table, source, target, onRows)
    await makeConstraints()
    for (const { table, last } of source.lastNumbers()) await target.continueAfter(table, last)
    const different = await findDifferent(source, target, onRows)
    if (different !== null) throw new Error(`The table ${different} differs after it was copied.`)
    return { tables: tables.length, rows, isNew: true }
  })
}

/** Is told of so many rows more. */
type OnRows = (count: number) => void

async function copyTable(
  table: CopiedTable,
  source: SqliteSource,
  target: PostgresTarget,
  onRows: OnRows,
): Promise<void> {
  const insert = await target.open(table)
  let rows: unknown[][] = []
  const write = async () => {
    await insert(rows)
    onRows(rows.length)
    rows = []
  }
  for (const row of source.rows(table)) {
    rows.push(row)
    if (rows.length === ROWS_PER_INSERT) await write()
  }
  if (rows.length > 0) await write()
}

/** Returns the name of a table that is not equal in both; null if all are. */
async function findDifferent(
  source: SqliteSource,
  target: PostgresTarget,
  onRows: OnRows,
): Promise<string | null> {
  for (const table of source.tables) {
    const [ours, theirs] = [new TableDigest(), new TableDigest()]
    for (const row of source.rows(table)) ours.add(row)
    for await (const row of target.rows(table)) {
      theirs.add(row)
      if (theirs.rows % ROWS_PER_INSERT === 0) onRows(ROWS_PER_INSERT)
    }
    onRows(theirs.rows % ROWS_PER_INSERT)
    if (!ours.equals(theirs)) return table.name
  }
  return null
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
