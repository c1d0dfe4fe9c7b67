import type { Db } from '../db/database.ts'
import { prepared, type Values } from '../db/prepared.ts'
import type { IdempotencyKeyTable } from '../db/tables/rights.ts'
import { Problem } from '../lib/problem.ts'
import type { Download } from './download.ts'

/** A key by which a client names its request, and the hash of that request. */
export type Idempotency = { readonly key: string; readonly requestHash: string }

/** How long a client may repeat a request under the same key (contract 16, Downloads happen once). */
const KEY_LIFETIME_MS = 86_400_000

/**
 * The download that the same request with this key made before; null for a key that is new.
 *
 * @throws Problem IdempotencyKeyReused when the key was sent with another request.
 */
export async function findByKey(
  db: Db,
  downloader: string,
  { key, requestHash }: Idempotency,
  now: Date,
): Promise<Download | null> {
  const span = { afterMs: now.getTime() - KEY_LIFETIME_MS, beforeMs: now.getTime() + KEY_LIFETIME_MS }
  const [known] = await downloadByKey(db, { downloader, key, ...span })
  if (!known) return null
  if (known.requestHash !== requestHash)
    throw new Problem('IdempotencyKeyReused', 'This Idempotency-Key was sent with another request.')
  return known
}

type KeyWithin = Pick<IdempotencyKeyTable, 'downloader' | 'key'> & {
  readonly afterMs: number
  readonly beforeMs: number
}

const downloadByKey = prepared((db, { downloader, key, afterMs, beforeMs }: Values<KeyWithin>) =>
  db
    .selectFrom('idempotencyKey')
    .innerJoin('download', 'download.id', 'idempotencyKey.downloadId')
    .selectAll('download')
    .select('idempotencyKey.requestHash')
    .where('idempotencyKey.downloader', '=', downloader)
    .where('idempotencyKey.key', '=', key)
    .where('idempotencyKey.atMs', '>', afterMs)
    .where('idempotencyKey.atMs', '<', beforeMs),
)

/** Keeps the key of a download, and deletes the keys that have expired. */
export async function keepKey(
  tx: Db,
  { downloader, id }: Download,
  { idempotency, now }: { idempotency: Idempotency; now: Date },
): Promise<void> {
  await deleteKeys(tx, { untilMs: now.getTime() - KEY_LIFETIME_MS })
  await saveKey(tx, { downloader, ...idempotency, downloadId: id, atMs: now.getTime() })
}

const deleteKeys = prepared((db, { untilMs }: Values<{ untilMs: number }>) =>
  db.deleteFrom('idempotencyKey').where('atMs', '<=', untilMs),
)

const saveKey = prepared(
  (db, { downloader, key, requestHash, downloadId, atMs }: Values<IdempotencyKeyTable>) => {
    const row = { downloader, key, requestHash, downloadId, atMs }
    return db
      .insertInto('idempotencyKey')
      .values(row)
      .onConflict((conflict) => conflict.columns(['downloader', 'key']).doUpdateSet(row))
  },
)
