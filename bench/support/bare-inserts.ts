import { randomUUID } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import { openDatabase } from '../../src/db/database.ts'

/**
 * The baseline of writing: transactions of one insert, as durable as every write here, eight at once. Run as a separate
 * process: `bare-inserts.ts FILE SECONDS`; prints how many per second.
 */
const CONCURRENCY = 8
const [file, seconds] = process.argv.slice(2)
const made = new DatabaseSync(file!)
made.exec('create table counter (name text primary key, value integer not null)')
made.close()
const db = openDatabase(file!)
const startedMs = performance.now()
const endMs = startedMs + Number(seconds) * 1000
let written = 0

await Promise.all(
  Array.from({ length: CONCURRENCY }, async () => {
    while (performance.now() < endMs) {
      const row = { name: randomUUID(), value: 1 }
      await db.transaction().execute((tx) => tx.insertInto('counter').values(row).execute())
      written++
    }
  }),
)
const perSecond = (written * 1000) / (performance.now() - startedMs)
process.stdout.write(String(perSecond), () => process.exit(0))
