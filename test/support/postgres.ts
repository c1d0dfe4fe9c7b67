import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import type { Db } from '../../src/db/database.ts'
import type { Tables } from '../../src/db/tables.ts'

/** Opens an empty PostgreSQL in memory. It takes a second or two to start, so use one per test file. */
export function openPostgres(t: { after(done: () => Promise<void>): void }): Db {
  const db = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite: async () => new PGlite() }) })
  t.after(() => db.destroy())
  return db
}
