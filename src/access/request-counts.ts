import type { Db } from '../db/database.ts'

/**
 * Counts the requests of clients by day. They are counted in memory, so that a request costs no query, and saved by
 * `flush`; a process that is killed forgets those since the last one.
 */
export type RequestCounts = {
  /** Counts a request that a client sent at this time. */
  add(clientId: string, at: Date): void
  /** The number of requests of a client since the beginning of a day, those of other processes as far as they were saved. */
  since(clientId: string, dayMs: number): Promise<number>
  /** Saves what was counted since the last call. */
  flush(): Promise<void>
}

const DAY_MS = 86_400_000

/** What was counted of one client on one day. */
type Count = { readonly clientId: string; readonly dayMs: number; requests: number }

/** Begins to count. */
export function openRequestCounts(db: Db): RequestCounts {
  /** By client, the count of its latest day. */
  let current = new Map<string, Count>()
  /** Counts of earlier days, or that are being saved. */
  let earlier: Count[] = []
  return {
    add(clientId, at) {
      const dayMs = Math.floor(at.getTime() / DAY_MS) * DAY_MS
      const known = current.get(clientId)
      if (known?.dayMs === dayMs) known.requests++
      else {
        if (known) earlier.push(known)
        current.set(clientId, { clientId, dayMs, requests: 1 })
      }
    },
    async since(clientId, dayMs) {
      const saved = await db
        .selectFrom('clientUse')
        .select((eb) => eb.fn.sum<number | string | null>('requests').as('requests'))
        .where('clientId', '=', clientId)
        .where('dayMs', '>=', dayMs)
        .executeTakeFirstOrThrow()
      const latest = current.get(clientId)
      const pending = [...(latest ? [latest] : []), ...earlier.filter((it) => it.clientId === clientId)]
      return pending
        .filter((count) => count.dayMs >= dayMs)
        .reduce((sum, { requests }) => sum + requests, Number(saved.requests ?? 0))
    },
    async flush() {
      earlier = [...earlier, ...current.values()]
      current = new Map()
      if (earlier.length === 0) return
      const counts = new Set(earlier)
      await db.transaction().execute(async (tx) => {
        for (const count of counts) await save(tx, count)
      })
      earlier = earlier.filter((count) => !counts.has(count))
    },
  }
}

const save = (tx: Db, count: Count) =>
  tx
    .insertInto('clientUse')
    .values(count)
    .onConflict((conflict) =>
      conflict
        .columns(['clientId', 'dayMs'])
        .doUpdateSet((eb) => ({ requests: eb('clientUse.requests', '+', count.requests) })),
    )
    .execute()
