import { randomUUID } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import fastify from 'fastify'
import { openDatabase } from '../../src/db/database.ts'

/**
 * The baseline: a Fastify route that writes one row in a durable transaction of its own, without checking anything. Run as a
 * separate process: `bare-posts.ts FILE`; prints its base address.
 */
const [file] = process.argv.slice(2)
const made = new DatabaseSync(file!)
made.exec('create table counter (name text primary key, value integer not null)')
made.close()
const db = openDatabase(file!)
const app = fastify()
app.post('/downloads', async () => {
  const row = { name: randomUUID(), value: 1 }
  await db.transaction().execute((tx) => tx.insertInto('counter').values(row).execute())
  return { uri: row.name }
})
process.stdout.write(`${await app.listen({ port: 0, host: '127.0.0.1' })}\n`)
process.once('SIGTERM', () => process.exit(0))
