import type { Selectable } from 'kysely'
import type { Db } from '../db/database.ts'
import { prepared, type Values } from '../db/prepared.ts'
import type { DownloadTable, IdempotentRequestTable } from '../db/tables/rights.ts'
import { Problem } from '../lib/problem.ts'
import type { Download } from './download.ts'

/** A key by which a client names its request, and the hash of that request. */
export type Idempotency = { readonly key: string; readonly requestHash: string }

/** What a request with a key led to: a download, or extended licences with what they cost. */
type Result = { readonly downloadId: string } | { readonly licenseCredits: number }

/** How long a client may repeat a request under the same key (contract 16, Downloads happen once). */
const KEY_LIFETIME_MS = 86_400_000

/**
 * The download that the same request with this key made before; null for a key that is new. `sender` is the user, else
 * the client.
 *
 * @throws Problem IdempotencyKeyReused when the key was sent with another request.
 */
export async function findByKey(
  db: Db,
  sender: string,
  { key, requestHash }: Idempotency,
  now: Date,
): Promise<Download | null> {
  const [known] = await downloadByKey(db, { sender, key, ...lifetimeAt(now) })
  if (!known) return null
  requireSame(known, requestHash)
  return known as Selectable<DownloadTable>
}

/**
 * What the extended licences cost that the same request with this key bought before, in credits; null for a key that is
 * new.
 *
 * @throws Problem IdempotencyKeyReused when the key was sent with another request.
 */
export async function findCreditsByKey(
  db: Db,
  sender: string,
  { key, requestHash }: Idempotency,
  now: Date,
): Promise<number | null> {
  const [known] = await licenseByKey(db, { sender, key, ...lifetimeAt(now) })
  if (!known) return null
  requireSame(known, requestHash)
  return known.licenseCredits
}

function requireSame(known: Pick<IdempotentRequestTable, 'requestHash'>, requestHash: string): void {
  if (known.requestHash !== requestHash)
    throw new Problem('IdempotencyKeyReused', 'This Idempotency-Key was sent with another request.')
}

const lifetimeAt = (now: Date) => ({
  afterMs: now.getTime() - KEY_LIFETIME_MS,
  beforeMs: now.getTime() + KEY_LIFETIME_MS,
})

type KeyWithin = Pick<IdempotentRequestTable, 'sender' | 'key'> & {
  readonly afterMs: number
  readonly beforeMs: number
}

const withKey = (db: Db, { sender, key, afterMs, beforeMs }: Values<KeyWithin>) =>
  db
    .selectFrom('idempotentRequest')
    .where('idempotentRequest.sender', '=', sender)
    .where('idempotentRequest.key', '=', key)
    .where('idempotentRequest.atMs', '>', afterMs)
    .where('idempotentRequest.atMs', '<', beforeMs)

/** NOTE: without a download for the key of another kind of request, which is found to be refused. */
const downloadByKey = prepared((db, within: Values<KeyWithin>) =>
  withKey(db, within)
    .leftJoin('download', 'download.id', 'idempotentRequest.downloadId')
    .selectAll('download')
    .select('idempotentRequest.requestHash'),
)

const licenseByKey = prepared((db, within: Values<KeyWithin>) =>
  withKey(db, within).select(['requestHash', 'licenseCredits']),
)

/** Keeps what a request with a key led to, and deletes the keys that have expired. */
export async function keepKey(
  tx: Db,
  { sender, ...result }: Result & { readonly sender: string },
  { idempotency, now }: { idempotency: Idempotency; now: Date },
): Promise<void> {
  await deleteKeys(tx, { untilMs: now.getTime() - KEY_LIFETIME_MS })
  const nothing = { downloadId: null, licenseCredits: null }
  await saveKey(tx, { sender, ...idempotency, ...nothing, ...result, atMs: now.getTime() })
}

const deleteKeys = prepared((db, { untilMs }: Values<{ untilMs: number }>) =>
  db.deleteFrom('idempotentRequest').where('atMs', '<=', untilMs),
)

const saveKey = prepared(
  (db, { sender, key, requestHash, downloadId, licenseCredits, atMs }: Values<IdempotentRequestTable>) => {
    const row = { sender, key, requestHash, downloadId, licenseCredits, atMs }
    return db
      .insertInto('idempotentRequest')
      .values(row)
      .onConflict((conflict) => conflict.columns(['sender', 'key']).doUpdateSet(row))
  },
)
