import type { Db } from '../db/database.ts'

/** One attempt to deliver a message, as it is listed. */
export type LogEntry = {
  readonly atMs: number
  readonly tookMs: number
  readonly status: number | null
  readonly error: string | null
  readonly messageId: string
  readonly type: string
  /** When it will be tried next; null if it was delivered or given up. */
  readonly dueMs: number | null
}

/** The latest attempts of an endpoint, latest first. */
export function findAttempts(db: Db, endpointId: string, limit: number): Promise<LogEntry[]> {
  return db
    .selectFrom('webhookAttempt')
    .innerJoin('webhookMessage', 'webhookMessage.seq', 'webhookAttempt.messageSeq')
    .select(['webhookAttempt.atMs', 'webhookAttempt.tookMs', 'webhookAttempt.status', 'webhookAttempt.error'])
    .select(['webhookMessage.id as messageId', 'webhookMessage.type', 'webhookMessage.dueMs'])
    .where('webhookAttempt.endpointId', '=', endpointId)
    .orderBy('webhookAttempt.seq', 'desc')
    .limit(limit)
    .execute()
}

/** How many messages of an endpoint wait for their delivery, and how many were given up. */
export async function countMessages(
  db: Db,
  endpointId: string,
): Promise<{ readonly waiting: number; readonly givenUp: number }> {
  const undelivered = db
    .selectFrom('webhookMessage')
    .select((eb) => eb.fn.countAll<number | string>().as('count'))
    .where('endpointId', '=', endpointId)
    .where('deliveredMs', 'is', null)
  const waiting = await undelivered.where('dueMs', 'is not', null).executeTakeFirstOrThrow()
  const givenUp = await undelivered.where('dueMs', 'is', null).executeTakeFirstOrThrow()
  return { waiting: Number(waiting.count), givenUp: Number(givenUp.count) }
}
