import { sql } from 'kysely'
import type { Db } from '../../src/db/database.ts'

/** Tables that an ingest of files writes to, and what of their rows may differ between equal libraries. */
const TABLES = {
  asset: [],
  master: [],
  sourceFile: [],
  assetKeyword: [],
  keyword: [],
  artist: [],
  collection: [],
  rendition: [],
  frame: ['id'],
  counter: [],
} as const

/**
 * Returns everything that an ingest of files has written, without times, so that two libraries can be compared: the rows of
 * tables, and the entries of the change log in their order. Databases may leave out numbers of the log and of frames.
 */
export async function ingested(db: Db): Promise<Record<string, readonly string[]>> {
  const found: Record<string, string[]> = {}
  for (const [table, different] of Object.entries(TABLES)) {
    const { rows } = await sql<Row>`select * from ${sql.ref(table)}`.execute(db)
    found[table] = rows.map((row) => textOf(row, different)).sort()
  }
  const changes = await db.selectFrom('change').selectAll().orderBy('seq').execute()
  found.change = changes.map((row) => textOf(row, ['seq']))
  return found
}

type Row = Record<string, unknown>

function textOf(row: Row, different: readonly string[]): string {
  const kept = Object.entries(row).filter(
    ([name]) => !different.includes(name) && (!name.endsWith('Ms') || name === 'modifiedMs'),
  )
  const values = kept.map(([name, value]): [string, unknown] => [
    name,
    value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value,
  ])
  return JSON.stringify(values.sort(([a], [b]) => (a < b ? -1 : 1)))
}
