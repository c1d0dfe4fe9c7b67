import { openDatabase } from '../../src/db/database.ts'
import { migrate } from '../../src/db/migrate.ts'
import { findOrCreateSecret } from '../../src/db/secrets.ts'

/** Writes rows into a new database in the current folder: `write-secrets.ts "at once"|"one by one" HOW_MANY`. */
const [way, writes] = process.argv.slice(2)
const db = openDatabase('records.db')
await migrate(db)
const names = Array.from({ length: Number(writes) }, (_, index) => `secret ${index}`)
const write = (name: string) => findOrCreateSecret(db, name, () => 'value')
if (way === 'at once') await Promise.all(names.map(write))
else for (const name of names) await write(name)
await db.destroy()
