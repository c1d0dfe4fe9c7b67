import { type Kysely, SqliteAdapter } from 'kysely'

/** Returns whether a database is SQLite; otherwise it is PostgreSQL. */
export function isSqlite<Tables>(db: Kysely<Tables>): boolean {
  return db.getExecutor().adapter instanceof SqliteAdapter
}
