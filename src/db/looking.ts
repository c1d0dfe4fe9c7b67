import type { Db } from './database.ts'
import { isSqlite } from './dialect.ts'

/** In SQLite, and in PostgreSQL, which a node reaches over the network and which all nodes ask. */
const [SQLITE_MS, POSTGRES_MS] = [250, 500]

/** Returns how often to look for work that others may have written into the records. */
export const lookingMs = (db: Db): number => (isSqlite(db) ? SQLITE_MS : POSTGRES_MS)
