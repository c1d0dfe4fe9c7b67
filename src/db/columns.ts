import { type ColumnDefinitionBuilder, type Kysely, sql } from 'kysely'
import { isSqlite } from './dialect.ts'

/** The type of a 64-bit integer. In SQLite it must be "integer", since only such a primary key is the row id itself. */
export const int64 = (db: Kysely<unknown>): 'integer' | 'bigint' => (isSqlite(db) ? 'integer' : 'bigint')

/** The type of a column of bytes. */
export const bytes = (db: Kysely<unknown>): 'blob' | 'bytea' => (isSqlite(db) ? 'blob' : 'bytea')

/** Makes an integer column an auto-increment primary key, which never reuses a number. */
export const autoIncrementKey =
  (db: Kysely<unknown>) =>
  (column: ColumnDefinitionBuilder): ColumnDefinitionBuilder =>
    isSqlite(db) ? column.primaryKey().autoIncrement() : column.primaryKey().generatedByDefaultAsIdentity()

/** The end of the definition of an SQLite table whose rows are kept in the order of the primary key, without an index for it. */
export const inOrderOfKey = sql`without rowid`
