import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { Db } from '../../src/db/database.ts'
import { announceTo } from '../../src/notices/announce.ts'
import { addEndpoint, findEndpoint } from '../../src/webhooks/endpoints.ts'
import { leaseDue } from '../../src/webhooks/messages.ts'
import { recordAttempt } from '../../src/webhooks/record-attempt.ts'
import { secretOf, signedHeaders } from '../../src/webhooks/signing.ts'
import { emptyLibrary } from '../support/library.ts'
import { isSigned } from '../support/receiver.ts'
import { addRecord } from '../support/records.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'
import { webhookLife } from './webhook-life.ts'

const NOW = new Date()
const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const FAILED = { tookMs: 1, status: 500, error: 'It failed.', retryAfterMs: null }

describe('messages of webhooks', () => {
  const lifetime = suiteLifetime()
  let db: Db
  let assetId: number
  before(async () => {
    const library = await emptyLibrary(lifetime)
    db = library.db
    assetId = await addRecord(library, { title: 'Lake' })
  })

  it('are leased by one process at a time, and an attempt counts only with the lease', async () => {
    const { deliveries } = await webhookLife(db, assetId, NOW)
    assert.deepEqual(
      [deliveries.leased, deliveries.attempts, deliveries.failedBefore],
      [[1, 1, 1, 0, 1, 0], 1, 1],
    )
  })

  it('are signed with a secret of the endpoint, and for a day with the one before', () => {
    const message = { id: 'msg_1', payload: '{}', at: NOW }
    const endpoint = { id: 'hook_1', secretVersion: 2, formerSecretUntilMs: NOW.getTime() + 1 }
    const former = { ...endpoint, secretVersion: 1 }
    const other = { ...endpoint, id: 'hook_2' }
    const signedBy = (headers: Record<string, string>) =>
      [endpoint, former, other].map((it) => isSigned(secretOf('key', it), { headers, body: '{}' }))
    assert.deepEqual(signedBy(signedHeaders('key', endpoint, message)), [true, true, false])
    const ended = { ...endpoint, formerSecretUntilMs: NOW.getTime() }
    assert.deepEqual(signedBy(signedHeaders('key', ended, message)), [true, false, false])
  })

  it('are tried ten times in three days, and disable their endpoint after five days of failures', async () => {
    const asked = { url: 'https://example.org/', customerId: null, types: [], now: NOW }
    const endpoint = await db.transaction().execute((tx) => addEndpoint(tx, asked))
    const notice = { type: 'key.revoked', data: { client_id: '1', name: 'key' } } as const
    await announceTo(db, notice, [endpoint], NOW)
    const gaps: number[] = []
    let atMs = NOW.getTime()
    /** Leases the message that is due, fails, and returns when to try again. */
    const fail = async (): Promise<number | null> => {
      const now = new Date(atMs)
      const lease = { holder: 'one', leaseMs: 1000, free: 1, freeOf: () => 1, now }
      const [message] = await leaseDue(db, lease)
      await recordAttempt(db, message!, { ...FAILED, atMs }, { holder: 'one', now })
      const found = db.selectFrom('webhookMessage').select('dueMs').where('seq', '=', message!.seq)
      return (await found.executeTakeFirstOrThrow()).dueMs
    }
    for (let dueMs = await fail(); dueMs !== null && gaps.length < 20; dueMs = await fail()) {
      gaps.push(dueMs - atMs)
      atMs = dueMs
    }
    const hours = [5 / 3600, 5 / 60, 0.5, 2, 5, 10, 14, 20, 24]
    assert.equal(gaps.length, hours.length)
    for (const [index, gap] of gaps.entries())
      assert.ok(
        gap >= hours[index]! * HOUR_MS && gap <= hours[index]! * HOUR_MS * 1.1 + 1,
        `gap ${index}: ${gap} ms`,
      )
    assert.equal((await findEndpoint(db, endpoint.id)).disabledBecause, null)
    await announceTo(db, notice, [endpoint], NOW)
    atMs = NOW.getTime() + 5 * DAY_MS
    await fail()
    assert.equal((await findEndpoint(db, endpoint.id)).disabledBecause, 'failures')
  })
})
