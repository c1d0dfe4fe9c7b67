import type { Db } from '../db/database.ts'
import { insertRows } from '../db/insert-rows.ts'
import { inSharedTransaction } from '../db/shared-transaction.ts'
import type { Clock } from '../lib/clock.ts'
import { randomId } from '../lib/random-id.ts'
import type { ReceiptKey } from '../receipts/receipt-key.ts'
import { announceDownload } from './announce-download.ts'
import { charge } from './charge.ts'
import { confirmDownload } from './confirm-download.ts'
import { type Download, downloaderName, type NewDownload } from './download.ts'
import { findByKey, type Idempotency, keepKey } from './idempotency.ts'
import { prepareInTransaction } from './prepare-file.ts'
import { type PriceList, pricesOf } from './prices.ts'
import { findRepeat, repeatableDownloads } from './repeats.ts'
import { signReceipt } from './sign-receipt.ts'

/** How downloads are counted and priced. */
export type ChargingRules = {
  /** Within this time a repeat is the same download. */
  readonly repeatWindowMs: number
  readonly prices: PriceList
}

/** What recording a download takes besides. */
type Recording = {
  readonly rules: ChargingRules
  /** Signs the receipt. */
  readonly receiptKey: ReceiptKey
}

const ID_BYTES = 15

/**
 * Records a download with its receipt and charges it, in one transaction; a repeat is the download that was charged before (contract 16,
 * Downloads happen once). Terms and asset are those of this moment: either may have changed while the file was made.
 *
 * @throws Problem ImageNotFound or VideoNotFound, NoAgreement, OverageLimitReached, NotEnoughCreditsForPurchase, IdempotencyKeyReused;
 *   nothing is charged then.
 */
export async function recordDownload(
  db: Db,
  download: NewDownload,
  { idempotency, now: clock, ...recording }: Recording & { idempotency: Idempotency | null; now: Clock },
): Promise<Download> {
  return inSharedTransaction(db, async (tx) => {
    const now = clock()
    const known = idempotency && (await findByKey(tx, downloaderName(download), idempotency, now))
    if (known) return known
    const record =
      (await findEarlier(tx, download, { windowMs: recording.rules.repeatWindowMs, now })) ??
      (await insert(tx, download, { ...recording, now }))
    const result = { sender: record.downloader, downloadId: record.id }
    if (idempotency) await keepKey(tx, result, { idempotency, now })
    return record
  })
}

/** The same download by the same downloader within the window; null if there is none. */
async function findEarlier(
  tx: Db,
  { asset, product, size, ...downloader }: NewDownload,
  { windowMs, now }: { windowMs: number; now: Date },
): Promise<Download | null> {
  const recent = await repeatableDownloads(tx, { downloader, assetId: asset.id, windowMs, now })
  return findRepeat(recent, { productId: product.id, size })
}

async function insert(
  tx: Db,
  download: NewDownload,
  { rules, receiptKey, now }: Recording & { now: Date },
): Promise<Download> {
  const { size, pool } = download
  const { asset, product, customerName } = await confirmDownload(tx, download, now)
  const { credits, isOverage } = await charge(tx, product, {
    size: size.band,
    prices: pricesOf(asset, rules.prices),
    customerId: download.customerId,
    pool,
    now,
  })
  const { blob, bytes } = await prepareInTransaction(tx, download, now)
  const row = {
    id: randomId(ID_BYTES),
    customerId: download.customerId,
    clientId: download.clientId,
    userId: download.userId,
    downloader: downloaderName(download),
    assetId: asset.id,
    assetType: asset.mediaKind,
    licenseModel: asset.licenseModel,
    agreementId: product.agreementId,
    agreementVersion: product.agreementVersion,
    productId: product.id,
    sizeName: size.name,
    width: size.width,
    height: size.height,
    dpi: size.dpi,
    fileType: size.fileType,
    blob,
    bytes,
    originalBlob: download.asset.blob!,
    rasterHash: download.asset.rasterHash ?? download.asset.blob!,
    credits,
    isOfTeam: Number(pool === 'team'),
    isOverage: Number(isOverage),
    source: download.source,
    notes: download.notes,
    projectCode: download.projectCode,
    atMs: now.getTime(),
    readyMs: null,
  }
  const receipt = await signReceipt(tx, receiptKey, { row, asset, product, customerName })
  const record = { ...row, receipt }
  await insertRows(tx, 'download', [record])
  await announceDownload(tx, record)
  return record
}
