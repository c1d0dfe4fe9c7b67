import { open } from 'node:fs/promises'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { type Dialect, Kysely, type SqliteDatabase, type SqliteStatement } from 'kysely'
import { retryWhileBusy } from './busy.ts'
import { PatientDialect } from './patient-dialect.ts'
import type { Tables } from './tables.ts'

/** A connection or a transaction: functions that touch records take one first and never open their own. */
export type Db = Kysely<Tables>

/** The records of one library, in one file. Several processes may have it open; a writer waits 10 s for another. */
export function openDatabase(path: string): Db {
  return new Kysely<Tables>({ dialect: sqliteDialect(path) })
}

/** Kysely's own SQLite dialect over node:sqlite, which differs from the driver it expects in one flag. */
export function sqliteDialect(path: string): Dialect {
  return new PatientDialect(async () => asKyselyDatabase(await openFile(path)))
}

/**
 * Opens a file in WAL mode, or makes one that only its owner may read; what is committed survives a kill of the process and of the machine. A statement that
 * meets the lock of another process fails at once: see `retryWhileBusy`.
 */
export async function openFile(path: string): Promise<DatabaseSync> {
  await makePrivate(path)
  const file = new DatabaseSync(path, { timeout: 0 })
  try {
    await retryWhileBusy(() => file.exec('pragma journal_mode = wal; pragma synchronous = full'))
    file.exec('pragma foreign_keys = on; pragma temp_store = memory; pragma mmap_size = 268435456')
    return file
  } catch (error) {
    file.close()
    throw error
  }
}

/** SQLite gives the files beside it the same mode. One that is there is not touched: its owner may have opened it. */
export async function makePrivate(path: string): Promise<void> {
  const made = await open(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') return null
    throw error
  })
  await made?.close()
}

/** Statements kept prepared: compiling SQL costs more than running a look-up by key. */
const MAX_PREPARED = 200

function asKyselyDatabase(file: DatabaseSync): SqliteDatabase {
  const prepared = new Map<string, SqliteStatement>()
  return {
    close: () => file.close(),
    prepare: (asked) => {
      // NOTE: a transaction that reads first and writes later fails at once when another process wrote in
      // between; one that takes the write lock at its start waits for it instead. All of ours write.
      const sql = asked === 'begin' ? 'begin immediate' : asked
      // NOTE: SQLite ends a transaction by itself when the disk is full, and would refuse to do so once more.
      if (sql === 'rollback' && !file.isTransaction) return NOTHING
      const known = prepared.get(sql)
      if (known) return known
      const statement = asKyselyStatement(file.prepare(sql))
      if (prepared.size >= MAX_PREPARED) prepared.delete(prepared.keys().next().value!)
      prepared.set(sql, statement)
      return statement
    },
  }
}

const NOTHING: SqliteStatement = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [][Symbol.iterator](),
}

/** node:sqlite has no `reader` flag; a statement that has columns is one that returns rows. */
function asKyselyStatement(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (values) => statement.all(...bindable(values)),
    run: (values) => statement.run(...bindable(values)),
    iterate: (values) => statement.iterate(...bindable(values)),
  }
}

/**
 * NOTE: node:sqlite reads an object in the first place as named parameters and shifts the rest without a
 * word, so whatever is not a plain value is refused here.
 */
function bindable(values: readonly unknown[]): SQLInputValue[] {
  for (const value of values) {
    if (value === undefined || (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value))) {
      throw new TypeError(
        `A database parameter must be a plain value, not ${Object.prototype.toString.call(value)}.`,
      )
    }
  }
  return values as SQLInputValue[]
}
