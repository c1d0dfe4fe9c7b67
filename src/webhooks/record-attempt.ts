import type { Db } from '../db/database.ts'
import type { Notice } from '../notices/notice.ts'
import { noteRecallDelivery } from '../recalls/recall-notices.ts'
import { disableEndpoint, type Endpoint, findEndpoint } from './endpoints.ts'
import type { LeasedMessage } from './messages.ts'

const [SECOND, MINUTE, HOUR, DAY] = [1000, 60_000, 3_600_000, 86_400_000] as const
/** The gaps before the attempts after the first one (Standard Webhooks, "Deliverability and reliability"): about three days. */
const GAPS_MS = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
]
/** Gaps are up to this much longer, so that messages that failed together are not sent together again. */
const JITTER = 0.1
const MAX_RETRY_AFTER_MS = DAY
/** An endpoint is disabled when nothing was delivered for so long. */
const MAX_FAILING_MS = 5 * DAY
const GONE = 410

/** How an attempt ended. */
export type Outcome = {
  readonly atMs: number
  readonly tookMs: number
  /** Null if there was no response. */
  readonly status: number | null
  /** Null if it was delivered. */
  readonly error: string | null
  /** How long the receiver asks to wait (Retry-After); null if it does not. */
  readonly retryAfterMs: number | null
}

/**
 * Records an attempt and what follows from it, unless the lease was lost to another process. Returns why it disabled the
 * endpoint; null if it did not.
 */
export async function recordAttempt(
  db: Db,
  message: LeasedMessage,
  outcome: Outcome,
  { holder, now, isRetried = true }: { holder: string; now: Date; isRetried?: boolean },
): Promise<Endpoint['disabledBecause']> {
  const { seq, attempts, endpoint } = message
  const endpointId = endpoint.id
  return db.transaction().execute(async (tx) => {
    const { atMs, tookMs, status, error } = outcome
    const { numUpdatedRows } = await tx
      .updateTable('webhookMessage')
      .set({
        attempts: error === null ? attempts : attempts + 1,
        dueMs: error === null || !isRetried ? null : nextDue(attempts, outcome, now),
        deliveredMs: error === null ? now.getTime() : null,
        leasedBy: null,
        leasedUntilMs: null,
      })
      .where('seq', '=', seq)
      .where('leasedBy', '=', holder)
      .executeTakeFirstOrThrow()
    if (numUpdatedRows === 0n) return null
    if (error === null) await noteRecall(tx, message, now)
    await tx
      .insertInto('webhookAttempt')
      .values({ messageSeq: seq, endpointId, atMs, tookMs, status, error })
      .execute()
    return noteHealth(tx, endpointId, { ...outcome, now })
  })
}

/** When to try again after so many failed attempts and another one; null if that was the last. */
function nextDue(attempts: number, { retryAfterMs }: Outcome, now: Date): number | null {
  const gap = GAPS_MS[attempts]
  if (gap === undefined) return null
  const wait = gap * (1 + Math.random() * JITTER)
  return Math.ceil(now.getTime() + Math.max(wait, Math.min(retryAfterMs ?? 0, MAX_RETRY_AFTER_MS)))
}

async function noteHealth(
  tx: Db,
  endpointId: string,
  { status, error, now }: Outcome & { now: Date },
): Promise<Endpoint['disabledBecause']> {
  const { failingSinceMs, disabledMs } = await findEndpoint(tx, endpointId)
  const sinceMs = error === null ? null : (failingSinceMs ?? now.getTime())
  if (sinceMs !== failingSinceMs)
    await tx
      .updateTable('webhookEndpoint')
      .set({ failingSinceMs: sinceMs })
      .where('id', '=', endpointId)
      .execute()
  if (sinceMs === null || disabledMs !== null) return null
  const because = status === GONE ? 'gone' : now.getTime() - sinceMs >= MAX_FAILING_MS ? 'failures' : null
  if (because) await disableEndpoint(tx, endpointId, { because, now })
  return because
}

/** Records that a customer received a recall: messages are deleted after a while, but not the report of a recall. */
async function noteRecall(
  tx: Db,
  { payload, endpoint: { id: endpointId, customerId } }: LeasedMessage,
  at: Date,
): Promise<void> {
  const { type, data } = JSON.parse(payload) as Notice
  if (type !== 'asset.recalled' || customerId === null) return
  await noteRecallDelivery(tx, { recallId: Number(data.recall_id), customerId, endpointId, at })
}
