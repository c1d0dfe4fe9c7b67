import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from './database.ts'
import { isSqlite } from './dialect.ts'

/** How long a lease lasts after it was taken or renewed. Whoever has it need not renew it before half of that time. */
const LEASE_MS = 5000

/** The right to do some work that one of several processes does at a time. */
export type Lease = {
  /** Takes or renews it. Returns false if another process has it. */
  take(): Promise<boolean>
  /** Gives it back, so that another process can take it at once. */
  release(): Promise<void>
}

/**
 * Returns the lease of some work, for this holder alone. A process that hangs does not notice that its lease has ended, so what
 * two of them do must do no harm. Times are those of the database, because clocks of machines differ.
 */
export function openLease(openDb: () => Promise<Db>, name: string): Lease {
  const holder = randomUUID()
  let renewMs = Number.NEGATIVE_INFINITY
  return {
    async take() {
      if (performance.now() < renewMs) return true
      const startedMs = performance.now()
      const db = await openDb()
      const now = isSqlite(db)
        ? sql<number>`cast(unixepoch('subsec') * 1000 as integer)`
        : sql<number>`cast(extract(epoch from clock_timestamp()) * 1000 as bigint)`
      const { numInsertedOrUpdatedRows: rows } = await db
        .insertInto('lease')
        .values({ name, holder, untilMs: sql`${now} + ${sql.lit(LEASE_MS)}` })
        .onConflict((conflict) =>
          conflict
            .column('name')
            .doUpdateSet((eb) => ({ holder: eb.ref('excluded.holder'), untilMs: eb.ref('excluded.untilMs') }))
            .where((eb) => eb.or([eb('lease.holder', '=', holder), eb('lease.untilMs', '<', now)])),
        )
        .executeTakeFirstOrThrow()
      if (rows === 0n) return false
      renewMs = startedMs + LEASE_MS / 2
      return true
    },
    async release() {
      if (renewMs === Number.NEGATIVE_INFINITY) return
      renewMs = Number.NEGATIVE_INFINITY
      const db = await openDb()
      await db.deleteFrom('lease').where('name', '=', name).where('holder', '=', holder).execute()
    },
  }
}
