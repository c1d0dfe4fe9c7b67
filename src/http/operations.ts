import type { RequestCounts } from '../access/request-counts.ts'
import type { BlobStore } from '../blobs/blob-store.ts'
import type { AssetReader } from '../catalogue/asset-reader.ts'
import type { Db } from '../db/database.ts'
import type { ChargingRules } from '../downloads/record-download.ts'
import type { Clock } from '../lib/clock.ts'
import type { Decoding } from '../media/decoder-pool.ts'
import type { ReceiptKey } from '../receipts/receipt-key.ts'
import type { FindDownloadFile } from '../renditions/rendition.ts'
import type { PhraseSettings } from '../search/read-text.ts'
import type { SearchIndex } from '../search/search-index.ts'
import type { UploadLimits } from '../uploads/sent-file.ts'
import type { SearchedFrames } from '../visual/frame-index.ts'
import type { OutsidePictures } from '../visual/outside-picture.ts'
import type { Operation } from './operation.ts'
import { affiliateOperations } from './operations/affiliates.ts'
import { aiGeneration } from './operations/ai-generation.ts'
import { artistOperations } from './operations/artists.ts'
import { assetChanges } from './operations/asset-changes.ts'
import { assetLicensing } from './operations/asset-licensing.ts'
import { boardAssetOperations } from './operations/board-assets.ts'
import { boardCommentOperations } from './operations/board-comments.ts'
import { boardInvitationOperations } from './operations/board-invitations.ts'
import { boardSharingOperations } from './operations/board-sharing.ts'
import { boardOperations } from './operations/boards.ts'
import { collections } from './operations/collections.ts'
import { consumption } from './operations/consumption.ts'
import { countryOperations } from './operations/countries.ts'
import { currentCustomer } from './operations/customers.ts'
import { downloadHistories } from './operations/download-history.ts'
import { downloadOperations } from './operations/downloads.ts'
import { eventOperations } from './operations/events.ts'
import { imageMatch } from './operations/image-match.ts'
import { imageOperations } from './operations/images.ts'
import { licenseOptions } from './operations/license-options.ts'
import { ownBoardOperations } from './operations/own-board-operations.ts'
import { ownDownloads } from './operations/own-downloads.ts'
import { productOperations } from './operations/products.ts'
import { purchaseOperations } from './operations/purchases.ts'
import { recallOperations } from './operations/recalls.ts'
import { receiptOperations } from './operations/receipts.ts'
import { searchesByImage } from './operations/search-by-image.ts'
import { imageSearches } from './operations/search-images.ts'
import { videoSearches } from './operations/search-videos.ts'
import { sendEvents } from './operations/send-events.ts'
import { sharedBoardOperations } from './operations/shared-boards.ts'
import { similarAssets } from './operations/similar-assets.ts'
import { suggestions } from './operations/suggestions.ts'
import { uploads } from './operations/uploads.ts'
import { usageBatches } from './operations/usage-batches.ts'
import { videoOperations } from './operations/videos.ts'

/** All operations of the API; the router, the OpenAPI document and the tests use this list. */
export const allOperations = (services: {
  db: Db
  assets: AssetReader
  requestCounts: RequestCounts
  index: SearchIndex
  frames: SearchedFrames
  phrases: PhraseSettings
  now: Clock
  blobs: BlobStore
  uploads: BlobStore
  transcodes: BlobStore
  canMakeVideoSizes: boolean
  decoder: Pick<Decoding, 'see'>
  uploadLimits: UploadLimits
  outsidePictures: OutsidePictures
  findDownloadFile: FindDownloadFile
  rules: ChargingRules
  receiptKey: ReceiptKey
  linkSecret: string
}): Operation[] => [
  ...imageSearches(services),
  ...imageOperations(services),
  ...videoSearches(services),
  ...videoOperations(services),
  ...similarAssets(services),
  ...searchesByImage(services),
  imageMatch(services),
  suggestions(services),
  ...artistOperations(services),
  ...affiliateOperations(services),
  ...eventOperations(services),
  collections(services),
  ...countryOperations(),
  currentCustomer(),
  ...productOperations(services),
  ...downloadOperations(services),
  ...receiptOperations(services),
  ...downloadHistories(services),
  ...licenseOptions(services),
  ownDownloads(services),
  consumption(services),
  ...purchaseOperations(services),
  assetLicensing(services),
  usageBatches(services),
  ...boardOperations(services),
  ...boardAssetOperations(services),
  ...boardCommentOperations(services),
  ...ownBoardOperations(services),
  ...assetChanges(services),
  ...boardSharingOperations(services),
  ...boardInvitationOperations(services),
  ...sharedBoardOperations(services),
  ...recallOperations(services),
  uploads(services),
  sendEvents(services),
  ...aiGeneration(),
]
