import type { CompiledQuery } from 'kysely'
import type { Db } from './database.ts'
import { SqliteSession } from './sqlite-session.ts'

/** How a database or a transaction reaches SQLite; null in PostgreSQL. */
const sessions = new WeakMap<Db, SqliteSession | null>()

/**
 * Runs a compiled query and returns its rows. In SQLite it is handed to the session directly: the connection providers of
 * Kysely, which make each query wait its turn for a connection, take longer than most of our queries.
 */
export async function runCompiled<Row>(db: Db, query: CompiledQuery<Row>): Promise<Row[]> {
  const session = sessions.get(db) ?? null
  if (session?.canRun(query, db.isTransaction)) return (await session.executeQuery<Row>(query)).rows
  if (!sessions.has(db)) await findSession(db)
  return (await db.executeQuery(query)).rows
}

/** Remembers the session of a database or a transaction, unless plugins have to see its queries. */
async function findSession(db: Db): Promise<void> {
  const executor = db.getExecutor()
  await executor.provideConnection(async (connection) => {
    const isDirect = connection instanceof SqliteSession && executor.plugins.length === 0
    sessions.set(db, isDirect ? connection : null)
  })
}
