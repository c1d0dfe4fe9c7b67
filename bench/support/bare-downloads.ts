import { randomBytes } from 'node:crypto'
import fastify from 'fastify'
import { openDatabase } from '../../src/db/database.ts'
import { insertRows } from '../../src/db/insert-rows.ts'

/**
 * The baseline: a Fastify route that inserts the same row as a download in a durable transaction of its own, without
 * checking, charging or signing anything. Run as a separate process: `bare-downloads.ts RECORDS`, with records in which there
 * is a download; prints its base address.
 */
const [records] = process.argv.slice(2)
const db = openDatabase(records!)
const { seq: _, ...download } = await db.selectFrom('download').selectAll().executeTakeFirstOrThrow()
const app = fastify()
app.post('/downloads', async () => {
  const row = { ...download, id: randomBytes(15).toString('base64url'), atMs: Date.now() }
  await db.transaction().execute((tx) => insertRows(tx, 'download', [row]))
  return { uri: row.id }
})
process.stdout.write(`${await app.listen({ port: 0, host: '127.0.0.1' })}\n`)
process.once('SIGTERM', () => process.exit(0))
