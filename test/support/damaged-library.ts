import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { signUp, userToken } from './customers.ts'
import { emptyLibrary, type Served, serve } from './library.ts'
import { until } from './until.ts'

/** Serves a library whose users were damaged on disk while it was served, with a token of one of them. */
export async function serveDamagedLibrary(
  t: Parameters<typeof emptyLibrary>[0],
): Promise<{ server: Served; key: string; token: string }> {
  const library = await emptyLibrary(t)
  const customer = await signUp(library)
  const server = await serve(library)
  const token = await userToken(server, customer)
  await damageTable(join(library.config.data, 'records.db'), 'user')
  return { server, key: customer.key, token }
}

/** Overwrites the first page of a table. */
async function damageTable(path: string, table: string): Promise<void> {
  // Waits for those who are reading: what stayed in the write-ahead log would be read from there.
  const db = new DatabaseSync(path, { timeout: 10_000 })
  // While the server copies the log itself, this fails at once.
  const isCopied = async () => db.prepare('pragma wal_checkpoint(truncate)').get()!.busy === 0
  await until(isCopied, (copied) => copied, 10_000)
  const { page_size: size } = db.prepare('pragma page_size').get() as { page_size: number }
  const row = db.prepare('select rootpage from sqlite_schema where name = ?').get(table)
  const file = await open(path, 'r+')
  await file.write(Buffer.alloc(size, 0xff), 0, size, (Number(row!.rootpage) - 1) * size)
  await file.close()
  // A commit makes the other connections drop the pages that they remember.
  const { user_version: version } = db.prepare('pragma user_version').get() as { user_version: number }
  db.exec(`pragma user_version = ${version + 1}`)
  db.close()
}
