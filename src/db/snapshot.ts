import { rename, rm } from 'node:fs/promises'
import { sql } from 'kysely'
import { type Db, openDatabase } from './database.ts'
import { migrate } from './migrate.ts'
import { createPrivateFile } from './open-file.ts'
import { raiseRevision } from './revisions.ts'

/** Writes a copy of the current records to a file, completely or not at all. Only its owner may read it. */
export async function writeSnapshot(db: Db, path: string): Promise<void> {
  await rm(`${path}.partial`, { force: true })
  await createPrivateFile(`${path}.partial`)
  await sql`vacuum into ${`${path}.partial`}`.execute(db)
  await rename(`${path}.partial`, path)
}

/** Tables that belong to the installation rather than its records: customers with what they may do, signing
 * secrets, revisions. */
const INSTALLATION_TABLES = [
  'customer',
  'user',
  'client',
  'clientUse',
  'clientSecret',
  'authorization',
  'token',
  'authorizationCode',
  'agreement',
  'agreementVersion',
  'product',
  'webhookEndpoint',
  'secret',
  'revision',
]

/**
 * Replaces all records by those of a snapshot, in one transaction. Keys and secrets stay, so that clients, the gallery
 * and existing signed links keep working. A snapshot of an earlier version of the program is migrated first.
 */
export async function restoreSnapshot(db: Db, path: string): Promise<void> {
  const snapshot = openDatabase(path)
  await migrate(snapshot).finally(() => snapshot.destroy())
  await db.connection().execute(async (connection) => {
    await sql`attach ${path} as snapshot`.execute(connection)
    // NOTE: tables are emptied and filled one by one, so foreign keys are satisfied only at the end.
    await sql`pragma foreign_keys = off`.execute(connection)
    try {
      await connection.transaction().execute(async (tx) => {
        const { rows } = await sql<{ name: string }>`
          select name from snapshot.sqlite_master where type = 'table' and name not like 'kysely_%'
          and (name not like 'sqlite_%' or name = 'sqlite_sequence')`.execute(tx)
        for (const { name } of rows) {
          if (INSTALLATION_TABLES.includes(name)) continue
          await sql`delete from main.${sql.ref(name)}`.execute(tx)
          await sql`insert into main.${sql.ref(name)} select * from snapshot.${sql.ref(name)}`.execute(tx)
        }
        await raiseRevision(tx, 'records')
      })
    } finally {
      await sql`pragma foreign_keys = on`.execute(connection)
      await sql`detach snapshot`.execute(connection)
    }
  })
}
