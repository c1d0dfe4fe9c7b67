import assert from 'node:assert/strict'
import { restoreAsset, withdrawAsset } from '../../src/catalogue/asset-lifecycle.ts'
import type { Db } from '../../src/db/database.ts'
import { announceAssets, followAssets } from '../../src/webhooks/announce-assets.ts'
import { deleteOldMessages } from '../../src/webhooks/clean-up.ts'
import {
  addEndpoint,
  changeTypes,
  disableEndpoint,
  type Endpoint,
  enableEndpoint,
  listEndpoints,
  removeEndpoint,
  rotateSecret,
} from '../../src/webhooks/endpoints.ts'
import { countMessages, findAttempts } from '../../src/webhooks/log.ts'
import { type LeasedMessage, leaseDue, releaseMessage, replayMessages } from '../../src/webhooks/messages.ts'
import { recordAttempt } from '../../src/webhooks/record-attempt.ts'

const URL = 'https://example.org/hooks'
const LEASE_MS = 1000
const DAY_MS = 86_400_000
const FAILED = { tookMs: 1, status: 500, error: 'It failed.', retryAfterMs: null }
const DELIVERED = { tookMs: 1, status: 204, error: null, retryAfterMs: null }

/**
 * Does everything that can be done with a webhook, which is told of this asset, and removes it. Returns what was found on
 * the way, without ids and times that are random.
 */
export async function webhookLife(db: Db, assetId: number, now: Date) {
  const later = (ms: number) => new Date(now.getTime() + ms)
  const inTx = <Result>(work: (tx: Db) => Promise<Result>) => db.transaction().execute(work)
  const { id } = await inTx(async (tx) => {
    const added = await addEndpoint(tx, { url: URL, customerId: null, types: ['asset.updated'], now })
    await changeTypes(tx, added.id, ['asset.withdrawn', 'asset.published'])
    await followAssets(tx, now)
    return added
  })
  await inTx((tx) => withdrawAsset(tx, assetId, now))
  const hasMore = await announceAssets(db, later(1))
  await inTx((tx) => restoreAsset(tx, assetId, now))
  await announceAssets(db, later(1))
  const deliveries = await deliver(db, later(1))
  const replayed = [
    await inTx((tx) => replayMessages(tx, id, 'undelivered', now)),
    await inTx((tx) => replayMessages(tx, id, { since: now }, now)),
    await inTx((tx) => replayMessages(tx, id, { id: 'msg_unknown' }, now)),
  ]
  const counts = await countMessages(db, id)
  const attempts = (await findAttempts(db, id, 9)).map(({ messageId: _, dueMs: __, ...it }) => it)
  const states = await changeStates(db, id, now)
  const isOld = await deleteOldMessages(db, later(31 * DAY_MS))
  await inTx(async (tx) => {
    await removeEndpoint(tx, id)
    await followAssets(tx, now)
  })
  return { hasMore, deliveries, replayed, counts, attempts, states, isOld, left: await listEndpoints(db) }
}

/** Two messages, of which two processes lease the first one in turn, and one loses its lease, until both are delivered. */
async function deliver(db: Db, now: Date) {
  const later = (ms: number) => new Date(now.getTime() + ms)
  const lease = (holder: string, at: Date, free = 5) =>
    leaseDue(db, { holder, leaseMs: LEASE_MS, free, freeOf: () => 5, now: at })
  const record = (
    message: LeasedMessage,
    holder: string,
    outcome: typeof FAILED | typeof DELIVERED,
    at: Date,
  ) => recordAttempt(db, message, { ...outcome, atMs: at.getTime() }, { holder, now: at })
  const [first] = await lease('one', now, 1)
  const whileLeased = await lease('two', now)
  await record(whileLeased[0]!, 'two', DELIVERED, now)
  await releaseMessage(db, first!.seq, 'one')
  const released = await lease('two', now)
  const ended = await lease('one', later(LEASE_MS))
  await record(released[0]!, 'two', DELIVERED, later(LEASE_MS))
  const attempts = (await db.selectFrom('webhookAttempt').selectAll().execute()).length
  await record(ended[0]!, 'one', FAILED, later(LEASE_MS))
  const tooEarly = await lease('one', later(LEASE_MS + 4999))
  const retried = await lease('one', later(LEASE_MS + 5501))
  assert.equal(retried.length, 1, 'the first retry is due after 5 to 5.5 seconds')
  await record(retried[0]!, 'one', DELIVERED, later(LEASE_MS + 5501))
  const afterwards = await lease('one', later(DAY_MS))
  return {
    payload: JSON.parse(first!.payload),
    leased: [whileLeased, released, ended, tooEarly, retried, afterwards].map((it) => it.length),
    attempts,
    failedBefore: retried[0]!.attempts,
  }
}

async function changeStates(db: Db, id: string, now: Date): Promise<Partial<Endpoint>[]> {
  const change = (work: (tx: Db) => Promise<Endpoint>) => db.transaction().execute(work)
  const changed = [
    await change((tx) => disableEndpoint(tx, id, { because: 'owner', now })),
    await change((tx) => enableEndpoint(tx, id)),
    await change((tx) => rotateSecret(tx, id, now)),
  ]
  return changed.map(({ id: _, ...state }) => state)
}
