import { assetNotFound } from '../catalogue/find-visible.ts'
import type { Viewer } from '../catalogue/visibility.ts'
import { inSharedTransaction } from '../db/shared-transaction.ts'
import type { MediaKind } from '../db/tables/assets.ts'
import type { Clock } from '../lib/clock.ts'
import type { ReceiptKey } from '../receipts/receipt-key.ts'
import type { Coverage } from '../rights/coverage.ts'
import { type Choice, chooseProduct } from './choose-product.ts'
import { type Download, type Downloader, downloaderName } from './download.ts'
import { findDownloadable } from './downloadable.ts'
import { findByKey, type Idempotency } from './idempotency.ts'
import { type FileServices, prepareFile } from './prepare-file.ts'
import { type ChargingRules, recordDownload } from './record-download.ts'
import { type FileChoice, requestedSizes } from './requested-sizes.ts'
import { checkRequirements, type DownloadDetails } from './requirements.ts'
import { type VideoOfferServices, videoOfferFor } from './video-offer.ts'

/** What downloading needs. */
export type DownloadServices = FileServices &
  VideoOfferServices & {
    readonly rules: ChargingRules
    readonly receiptKey: ReceiptKey
    readonly now: Clock
  }

/** A request to download an image or a video. */
export type DownloadRequest = {
  readonly mediaKind: MediaKind
  readonly assetId: number | null
  readonly downloader: Downloader
  /** What the customer may license. */
  readonly coverage: Coverage
  readonly choice: Choice
  readonly file: FileChoice
  readonly stated: DownloadDetails
  readonly source: 'api' | 'web'
  readonly idempotency: Idempotency | null
}

/**
 * Licenses an asset to a customer: chooses product and size, makes the file, then records and charges the download. What
 * fails before that charges nothing.
 *
 * @throws Problem ImageNotFound or VideoNotFound, NoAgreement, MissingRequiredQueryParameters, OriginalNotFound, and those of
 *   `recordDownload`.
 */
export async function downloadAsset(
  services: DownloadServices,
  request: DownloadRequest,
  viewer: Viewer,
): Promise<Download> {
  const { mediaKind, assetId, downloader, coverage, choice, stated, source, idempotency } = request
  const { db, rules, receiptKey, now: clock } = services
  const { now } = viewer
  // In a transaction, so that the download that it finds is on disk before it is returned again.
  const repeated =
    idempotency &&
    (await inSharedTransaction(db, (tx) => findByKey(tx, downloaderName(downloader), idempotency, now)))
  if (repeated) return repeated
  const asset = await findDownloadable(db, { mediaKind, id: assetId }, viewer)
  if (!asset) throw assetNotFound(mediaKind, assetId)
  const sizes = requestedSizes(asset, request.file, await videoOfferFor(services, [asset]))
  const chosen = chooseProduct(coverage, asset, { sizes, choice, now })
  checkRequirements(chosen.product, stated)
  const file = await prepareFile(services, asset, chosen.size, now)
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
