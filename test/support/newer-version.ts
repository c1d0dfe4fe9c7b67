import type { Kysely } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import type { Db } from '../../src/db/database.ts'
import { MIGRATIONS } from '../../src/db/migrate.ts'
import { newerMigrations } from '../../src/db/newer-versions.ts'
import { repeatWhileLocked } from '../../src/db/postgres/migrate-postgres.ts'

/** Migrates records as a newer version of the program does that has one more migration. */
export async function migrateAsNewer(db: Db, name: string, up: Migration['up']): Promise<void> {
  const before = (await newerMigrations(db, MIGRATIONS)).map((done) => [done, { async up() {} }])
  const migrations = { ...MIGRATIONS, ...Object.fromEntries(before), [name]: { up } }
  await repeatWhileLocked(async () => {
    const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
    const { error } = await migrator.migrateToLatest()
    if (error) throw error
  })
}

/** Adds a table, and a column to each of some tables. */
export async function addToTables(
  db: Kysely<unknown>,
  { name, tables }: { readonly name: string; readonly tables: readonly string[] },
): Promise<void> {
  for (const table of tables) await db.schema.alterTable(table).addColumn(name, 'text').execute()
  await db.schema.createTable(`${name}Table`).addColumn('id', 'integer').execute()
}
