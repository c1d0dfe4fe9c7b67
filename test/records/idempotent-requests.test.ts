import assert from 'node:assert/strict'
import { join } from 'node:path'
import { it } from 'node:test'
import { sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { openDatabase } from '../../src/db/database.ts'
import { MIGRATIONS } from '../../src/db/migrate.ts'
import { signUp, userToken } from '../support/customers.ts'
import { download, downloadOf, FIRST_ID, remaining } from '../support/downloads.ts'
import { emptyLibrary, serve } from '../support/library.ts'
import { libraryOfPictures } from '../support/library-of-pictures.ts'

/** Writes the records as the previous version had them, which kept the keys of downloads alone. */
async function writeFormer(path: string, current: string): Promise<void> {
  const db = openDatabase(path)
  const former = Object.entries(MIGRATIONS).filter(([name]) => name < '0033')
  const provider = { getMigrations: async () => Object.fromEntries(former) }
  assert.equal((await new Migrator({ db, provider }).migrateToLatest()).error, undefined)
  await db.connection().execute(async (connection) => {
    await sql`attach ${current} as current`.execute(connection)
    await sql`pragma foreign_keys = off`.execute(connection)
    const { rows: columns } = await sql<{ table: string; name: string }>`
      select t.name as 'table', c.name from sqlite_master t, pragma_table_info(t.name) c
      where t.type = 'table' and t.name not like 'kysely_%' and t.name <> 'idempotencyKey'`.execute(
      connection,
    )
    for (const [table, own] of Map.groupBy(columns, (column) => column.table)) {
      const names = sql.join(own.map(({ name }) => sql.ref(name)))
      await sql`delete from main.${sql.ref(table)}`.execute(connection)
      await sql`insert into main.${sql.ref(table)} (${names}) select ${names} from current.${sql.ref(table)}`.execute(
        connection,
      )
    }
    await sql`insert into idempotencyKey (downloader, key, requestHash, downloadId, atMs)
      select sender, key, requestHash, downloadId, atMs from current.idempotentRequest`.execute(connection)
  })
  await db.destroy()
}

it('an Idempotency-Key that was sent to the previous version is still known after an update', async (t) => {
  const library = await libraryOfPictures(t, { 'a.jpg': { title: 'Harbour' }, 'b.jpg': { title: 'Pier' } })
  const products = [{ type: 'imagepack', terms: { limit: 5, largestSize: 'xx_large' } }] as const
  const customer = await signUp(library, { products })
  const before = await serve(library)
  const user = { server: before, customer, token: await userToken(before, customer) }
  const first = await download(user, FIRST_ID, { idempotencyKey: 'order-1' })
  assert.equal(first.status, 200)
  await before.stop()

  const updated = await emptyLibrary(t, { repeatWindowSeconds: 0 }, (data) =>
    writeFormer(join(data, 'records.db'), join(library.config.data, 'records.db')),
  )
  const server = await serve(updated)
  const later = { ...user, server }
  const repeat = await download(later, FIRST_ID, { idempotencyKey: 'order-1' })
  assert.equal(downloadOf(repeat.json.uri), downloadOf(first.json.uri))
  assert.equal((await download(later, FIRST_ID + 1, { idempotencyKey: 'order-1' })).status, 409)
  assert.equal(await remaining(later), 4)
})
