import type { ColumnDefinitionBuilder, Kysely } from 'kysely'
import { isSqlite } from './dialect.ts'

/** The type of a 64-bit integer: SQLite calls it "integer", and only a primary key of that name is its own row id. */
export const wide = (db: Kysely<unknown>): 'integer' | 'bigint' => (isSqlite(db) ? 'integer' : 'bigint')

/** Makes an integer column the primary key that counts up by itself and never repeats a number. */
export const countingKey =
  (db: Kysely<unknown>) =>
  (column: ColumnDefinitionBuilder): ColumnDefinitionBuilder =>
    isSqlite(db) ? column.primaryKey().autoIncrement() : column.primaryKey().generatedByDefaultAsIdentity()
