import { rename, rm } from 'node:fs/promises'
import { sql } from 'kysely'
import { type Db, openDatabase } from './database.ts'
import { migrate } from './migrate.ts'
import { makePrivate } from './open-file.ts'
import { raiseRevision } from './revisions.ts'

/** Writes all records as they are now into a file of their own, whole or not at all; only its owner may read it. */
export async function writeSnapshot(db: Db, path: string): Promise<void> {
  await rm(`${path}.partial`, { force: true })
  await makePrivate(`${path}.partial`)
  await sql`vacuum into ${`${path}.partial`}`.execute(db)
  await rename(`${path}.partial`, path)
}

/** What belongs to the installation and not to its records: who may call it, what its links are signed with, revisions. */
const OF_THE_INSTALLATION = ['client', 'secret', 'revision']

/**
 * Puts the records of a snapshot in the place of all that there are, in one transaction. Keys and secrets stay, so
 * that clients, the gallery and links that were given out go on working. A snapshot that an earlier version of the
 * program wrote is brought up to this one first.
 */
export async function restoreSnapshot(db: Db, path: string): Promise<void> {
  const snapshot = openDatabase(path)
  await migrate(snapshot).finally(() => snapshot.destroy())
  await db.connection().execute(async (connection) => {
    await sql`attach ${path} as snapshot`.execute(connection)
    // NOTE: tables are emptied and filled one by one, so their references hold again only at the end.
    await sql`pragma foreign_keys = off`.execute(connection)
    try {
      await connection.transaction().execute(async (tx) => {
        const { rows } = await sql<{ name: string }>`
          select name from snapshot.sqlite_master where type = 'table' and name not like 'kysely_%'
          and (name not like 'sqlite_%' or name = 'sqlite_sequence')`.execute(tx)
        for (const { name } of rows) {
          if (OF_THE_INSTALLATION.includes(name)) continue
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
