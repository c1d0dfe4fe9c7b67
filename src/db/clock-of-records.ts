import { sql } from 'kysely'
import type { Clock } from '../lib/clock.ts'
import type { Db } from './database.ts'
import { isSqlite } from './dialect.ts'

/** How often the clocks are compared, and how many times at first: the shortest comparison is the most exact one. */
const [COMPARED_MS, FIRST_TIMES] = [60_000, 3]

/** How far the clock of the records is ahead of this machine's, and how much that may be wrong. */
type Difference = { readonly aheadMs: number; readonly errorMs: number }

/**
 * Returns the clock of the machine that has the records, so that nodes agree on what has expired and whose leases have ended,
 * though their own clocks differ (docs/decisions/0040-one-clock.md): that of PostgreSQL, or for SQLite this machine's.
 *
 * @throws UnreachableRecords when the clocks cannot be compared now. Later comparisons that fail leave the difference as it was.
 */
export async function clockOfRecords(db: Db): Promise<Clock> {
  if (isSqlite(db)) return () => new Date()
  let { aheadMs, errorMs } = await compareClocks(db)
  for (let times = 1; times < FIRST_TIMES; times++) {
    const again = await compareClocks(db)
    if (again.errorMs < errorMs) ({ aheadMs, errorMs } = again)
  }
  let comparedMs = performance.now()
  const compareAgain = async () => {
    const found = await compareClocks(db)
    // A difference that the comparison cannot be sure of would only make the clock jump.
    if (Math.abs(found.aheadMs - aheadMs) > found.errorMs) ({ aheadMs } = found)
  }
  return () => {
    if (performance.now() - comparedMs > COMPARED_MS) {
      comparedMs = performance.now()
      compareAgain().catch(() => {})
    }
    return new Date(Date.now() + aheadMs)
  }
}

async function compareClocks(db: Db): Promise<Difference> {
  const sentMs = Date.now()
  const { rows } = await sql<{ ms: number }>`
    select floor(extract(epoch from clock_timestamp()) * 1000)::int8 as "ms"`.execute(db)
  const receivedMs = Date.now()
  const [middleMs, tookMs] = [(sentMs + receivedMs) / 2, receivedMs - sentMs]
  return { aheadMs: Math.round(rows[0]!.ms - middleMs), errorMs: Math.ceil(tookMs / 2) + 1 }
}
