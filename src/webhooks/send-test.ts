import { randomBytes, randomUUID } from 'node:crypto'
import type { Db } from '../db/database.ts'
import { attempt, type Sending } from './attempt.ts'
import { findEndpoint } from './endpoints.ts'
import { type Outcome, recordAttempt } from './record-attempt.ts'

const ID_BYTES = 18
/** Type of messages that the owner sends to see whether they arrive. */
const TEST_TYPE = 'webhook.test'

/**
 * Sends a message of type `webhook.test` to an endpoint once, even if it is disabled, and records the attempt.
 *
 * @throws Problem WebhookNotFound.
 */
export async function sendTest(db: Db, endpointId: string, sending: Sending): Promise<Outcome> {
  const at = sending.now()
  const endpoint = await findEndpoint(db, endpointId)
  const holder = randomUUID()
  const leasedUntilMs = at.getTime() + 2 * sending.timeoutMs
  const message = {
    id: `msg_${randomBytes(ID_BYTES).toString('base64url')}`,
    endpointId,
    type: TEST_TYPE,
    payload: JSON.stringify({ type: TEST_TYPE, timestamp: at.toISOString(), data: {} }),
    createdMs: at.getTime(),
    attempts: 0,
    // It is not due, so that only this call sends it.
    dueMs: null,
    leasedBy: holder,
    leasedUntilMs,
    deliveredMs: null,
  }
  const { seq } = await db
    .insertInto('webhookMessage')
    .values(message)
    .returning('seq')
    .executeTakeFirstOrThrow()
  const outcome = await attempt(sending, { ...message, seq, endpoint }, new AbortController().signal)
  const options = { holder, now: sending.now(), isRetried: false }
  await recordAttempt(db, { ...message, seq, endpoint }, outcome, options)
  return outcome
}
