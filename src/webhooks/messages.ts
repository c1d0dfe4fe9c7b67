import { sql } from 'kysely'
import type { Db } from '../db/database.ts'
import { isFree, UNLEASED } from '../db/job-leases.ts'
import type { Endpoint } from './endpoints.ts'

/** A message that this process alone may deliver until the lease ends. */
export type LeasedMessage = {
  readonly seq: number
  readonly id: string
  readonly payload: string
  readonly attempts: number
  readonly leasedUntilMs: number
  readonly endpoint: Endpoint
}

/** Who leases messages, for how long, and how many. */
export type Lease = {
  /** Identifies the process. */
  readonly holder: string
  readonly leaseMs: number
  /** How many messages may be leased now, in all and of one endpoint. */
  readonly free: number
  readonly freeOf: (endpoint: Endpoint) => number
  readonly now: Date
}

/**
 * Leases messages that are due. Until a lease ends no other process gets the message; a process that was killed leaves it
 * to others then. Messages of an endpoint are leased in the order in which they are due.
 */
export async function leaseDue(db: Db, lease: Lease): Promise<LeasedMessage[]> {
  // Most of the time nothing is due, and then nothing is written.
  const hasFree = (await findDueEndpoints(db, lease.now)).some((it) => lease.freeOf(it) > 0)
  if (!hasFree) return []
  return db.transaction().execute(async (tx) => {
    const leased: LeasedMessage[] = []
    for (const endpoint of await findDueEndpoints(tx, lease.now)) {
      const free = Math.min(lease.freeOf(endpoint), lease.free - leased.length)
      if (free > 0) leased.push(...(await leaseOf(tx, endpoint, { ...lease, free })))
    }
    return leased
  })
}

async function findDueEndpoints(db: Db, now: Date): Promise<Endpoint[]> {
  const nowMs = now.getTime()
  const endpoints = await db
    .selectFrom('webhookEndpoint')
    .selectAll()
    .where('disabledMs', 'is', null)
    .where(
      sql<boolean>`exists (select 1 from "webhookMessage" as message
        where message."endpointId" = "webhookEndpoint".id and message."dueMs" <= ${nowMs}
        and (message."leasedUntilMs" is null or message."leasedUntilMs" <= ${nowMs}))`,
    )
    .execute()
  return endpoints
}

async function leaseOf(
  tx: Db,
  endpoint: Endpoint,
  { holder, leaseMs, free, now }: Lease & { free: number },
): Promise<LeasedMessage[]> {
  const nowMs = now.getTime()
  const due = await tx
    .selectFrom('webhookMessage')
    .select(['seq', 'id', 'payload', 'attempts'])
    .where('endpointId', '=', endpoint.id)
    .where('dueMs', '<=', nowMs)
    .where(isFree(now))
    .orderBy('dueMs')
    .orderBy('seq')
    .limit(free)
    .execute()
  const leasedUntilMs = nowMs + leaseMs
  for (const { seq } of due) await leaseMessage(tx, seq, { holder, leasedUntilMs })
  return due.map((message) => ({ ...message, leasedUntilMs, endpoint }))
}

/** Gives the lease of a message to this process. */
export async function leaseMessage(
  tx: Db,
  seq: number,
  { holder, leasedUntilMs }: { holder: string; leasedUntilMs: number },
): Promise<void> {
  const lease = { leasedBy: holder, leasedUntilMs }
  await tx.updateTable('webhookMessage').set(lease).where('seq', '=', seq).execute()
}

/** Ends a lease without an attempt, so that another process can deliver the message at once. */
export async function releaseMessage(db: Db, seq: number, holder: string): Promise<void> {
  await db
    .updateTable('webhookMessage')
    .set(UNLEASED)
    .where('seq', '=', seq)
    .where('leasedBy', '=', holder)
    .execute()
}

/** Makes messages of an endpoint due again, as if they had never been tried. Returns how many. */
export async function replayMessages(
  tx: Db,
  endpointId: string,
  which: { readonly id: string } | { readonly since: Date } | 'undelivered',
  now: Date,
): Promise<number> {
  let query = tx
    .updateTable('webhookMessage')
    .set({ attempts: 0, dueMs: now.getTime(), deliveredMs: null })
    .where('endpointId', '=', endpointId)
  if (which === 'undelivered') query = query.where('deliveredMs', 'is', null)
  else if ('id' in which) query = query.where('id', '=', which.id)
  else query = query.where('createdMs', '>=', which.since.getTime())
  const { numUpdatedRows } = await query.executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}
