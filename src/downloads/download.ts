import { randomBytes } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Db } from '../db/database.ts'
import type { DownloadTable } from '../db/tables/rights.ts'
import { takeWriterLock } from '../db/writer-lock.ts'
import { Problem } from '../lib/problem.ts'
import { charge, type PriceList } from './charge.ts'
import type { Chosen } from './choose-product.ts'

/** The record of a download. */
export type Download = Selectable<DownloadTable>

/** Who downloads: the user, else the client itself. */
export type Downloader = {
  readonly customerId: string
  readonly clientId: string
  readonly userId: string | null
}

/** A download that is about to be charged: everything that can fail has been done. */
export type NewDownload = Downloader &
  Chosen & {
    readonly asset: { readonly id: number; readonly rasterHash: string; readonly licenseModel: string | null }
    /** Key of the bytes to deliver. */
    readonly blob: string
    readonly notes: string | null
    readonly projectCode: string | null
    readonly source: 'api' | 'web'
  }

/** A key by which a client names its request, and the hash of that request. */
export type Idempotency = { readonly key: string; readonly requestHash: string }

/** How downloads are counted and priced. */
export type CountingRules = {
  /** Within this time a repeat is the same download. */
  readonly repeatWindowMs: number
  readonly prices: PriceList
}

/** How long a client may repeat a request under the same key (contract 16, Downloads happen once). */
const KEY_LIFETIME_MS = 86_400_000
const ID_BYTES = 15

/**
 * Records a download and charges it, in one transaction; a repeat is the download that was charged before (contract 16,
 * Downloads happen once).
 *
 * @throws Problem OverageLimitReached, NotEnoughCreditsForPurchase, IdempotencyKeyReused; nothing is charged then.
 */
export async function recordDownload(
  db: Db,
  download: NewDownload,
  { idempotency, rules, now }: { idempotency: Idempotency | null; rules: CountingRules; now: Date },
): Promise<Download> {
  return db.transaction().execute(async (tx) => {
    await takeWriterLock(tx)
    const known =
      (idempotency && (await findByKey(tx, nameOf(download), idempotency, now))) ??
      (await findRepeat(tx, download, new Date(now.getTime() - rules.repeatWindowMs)))
    const record = known ?? (await insert(tx, download, { rules, now }))
    if (idempotency) await keepKey(tx, record, { idempotency, now })
    return record
  })
}

/** Who a repeat has to be by. */
export const nameOf = ({ userId, clientId }: Downloader): string =>
  userId === null ? `client ${clientId}` : `user ${userId}`

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
  const known = await db
    .selectFrom('idempotencyKey')
    .innerJoin('download', 'download.id', 'idempotencyKey.downloadId')
    .selectAll('download')
    .select('idempotencyKey.requestHash')
    .where('idempotencyKey.downloader', '=', downloader)
    .where('idempotencyKey.key', '=', key)
    .where('idempotencyKey.atMs', '>', now.getTime() - KEY_LIFETIME_MS)
    .executeTakeFirst()
  if (!known) return null
  if (known.requestHash !== requestHash)
    throw new Problem('IdempotencyKeyReused', 'This Idempotency-Key was sent with another request.')
  return known
}

async function keepKey(
  tx: Db,
  { downloader, id }: Download,
  { idempotency, now }: { idempotency: Idempotency; now: Date },
): Promise<void> {
  const row = { downloader, ...idempotency, downloadId: id, atMs: now.getTime() }
  await tx
    .insertInto('idempotencyKey')
    .values(row)
    .onConflict((conflict) => conflict.columns(['downloader', 'key']).doUpdateSet(row))
    .execute()
}

/** The latest download of the same asset, size, file type and product by the same downloader since a moment. */
async function findRepeat(tx: Db, download: NewDownload, since: Date): Promise<Download | undefined> {
  return tx
    .selectFrom('download')
    .selectAll()
    .where('downloader', '=', nameOf(download))
    .where('assetId', '=', download.asset.id)
    .where('atMs', '>', since.getTime())
    .where('productId', '=', download.product.id)
    .where('sizeName', '=', download.size.name)
    .where('fileType', '=', download.size.fileType)
    .orderBy('seq', 'desc')
    .executeTakeFirst()
}

async function insert(
  tx: Db,
  download: NewDownload,
  { rules, now }: { rules: CountingRules; now: Date },
): Promise<Download> {
  const { asset, product, size } = download
  const { credits, isOverage } = await charge(tx, product, { size: size.name, prices: rules.prices, now })
  return tx
    .insertInto('download')
    .values({
      id: randomBytes(ID_BYTES).toString('base64url'),
      customerId: download.customerId,
      clientId: download.clientId,
      userId: download.userId,
      downloader: nameOf(download),
      assetId: asset.id,
      assetType: 'image',
      licenseModel: asset.licenseModel,
      agreementId: product.agreementId,
      agreementVersion: product.agreementVersion,
      productId: product.id,
      sizeName: size.name,
      width: size.width,
      height: size.height,
      dpi: size.dpi,
      fileType: size.fileType,
      blob: download.blob,
      rasterHash: asset.rasterHash,
      credits,
      isOverage: Number(isOverage),
      source: download.source,
      notes: download.notes,
      projectCode: download.projectCode,
      atMs: now.getTime(),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}
