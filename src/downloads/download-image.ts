import { findVisibleImage } from '../catalogue/find-visible.ts'
import type { Viewer } from '../catalogue/visibility.ts'
import type { Db } from '../db/database.ts'
import { inSharedTransaction } from '../db/shared-transaction.ts'
import type { Clock } from '../lib/clock.ts'
import { Problem } from '../lib/problem.ts'
import type { ReceiptKey } from '../receipts/receipt-key.ts'
import type { Coverage } from '../rights/coverage.ts'
import { type Choice, chooseProduct } from './choose-product.ts'
import { type Download, type Downloader, nameOf } from './download.ts'
import { findByKey, type Idempotency } from './idempotency.ts'
import { offeredSizes } from './offered-sizes.ts'
import { type FileServices, prepareFile } from './prepare-file.ts'
import { type ChargingRules, recordDownload } from './record-download.ts'
import { checkRequirements, type Stated } from './requirements.ts'

/** What downloading needs. */
export type DownloadServices = FileServices & {
  readonly db: Db
  readonly rules: ChargingRules
  readonly receiptKey: ReceiptKey
  readonly now: Clock
}

/** A request to download an image. */
export type DownloadRequest = {
  readonly assetId: number | null
  readonly downloader: Downloader
  /** What the customer may license. */
  readonly coverage: Coverage
  readonly choice: Choice
  readonly stated: Stated
  readonly source: 'api' | 'web'
  readonly idempotency: Idempotency | null
}

/**
 * Licenses an image to a customer: chooses product and size, makes the file, then records and charges the download. What
 * fails before that charges nothing.
 *
 * @throws Problem ImageNotFound, NoAgreement, MissingRequiredQueryParameters, OriginalNotFound, and those of
 *   `recordDownload`.
 */
export async function downloadImage(
  services: DownloadServices,
  { assetId, downloader, coverage, choice, stated, source, idempotency }: DownloadRequest,
  viewer: Viewer,
): Promise<Download> {
  const { db, rules, receiptKey, now: clock } = services
  const { now } = viewer
  // In a transaction, so that the download that it finds is on disk before it is answered again.
  const repeated =
    idempotency &&
    (await inSharedTransaction(db, (tx) => findByKey(tx, nameOf(downloader), idempotency, now)))
  if (repeated) return repeated
  const asset = await findVisibleImage(db, assetId, viewer)
  if (!asset) throw new Problem('ImageNotFound', `Image id not found: ${assetId}`)
  const chosen = chooseProduct(coverage, asset, { sizes: offeredSizes(asset), choice, now })
  checkRequirements(chosen.product, stated)
  const file = await prepareFile(services, asset, chosen.size)
  return recordDownload(
    db,
    {
      ...downloader,
      ...chosen,
      ...stated,
      asset,
      file,
      source,
      country: viewer.country,
      defaults: coverage.defaults,
      pool: choice.withTeamCredits ? 'team' : 'own',
    },
    { idempotency, rules, receiptKey, now: clock },
  )
}
