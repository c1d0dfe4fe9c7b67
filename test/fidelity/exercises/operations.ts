import type { OperationExercises } from './operation-exercises.ts'
import { aiGeneration } from './operations/ai-generation.ts'
import { assetChanges } from './operations/asset-changes.ts'
import { assetLicensing } from './operations/asset-licensing.ts'
import { boardOperations } from './operations/boards.ts'
import { imageMatch, searchesByImage } from './operations/by-image.ts'
import { collections } from './operations/collections.ts'
import { currentCustomer } from './operations/current-customer.ts'
import { imageDownload, legacyDownload, videoDownload } from './operations/download-assets.ts'
import { imageDownloadHistory, videoDownloadHistory } from './operations/download-histories.ts'
import { downloads } from './operations/downloads.ts'
import { order } from './operations/order.ts'
import { products } from './operations/products.ts'
import { purchasedAssets } from './operations/purchased-assets.ts'
import { sendEvents } from './operations/send-events.ts'
import { uploads } from './operations/uploads.ts'
import { usageBatches } from './operations/usage-batches.ts'

/** The operations with exercises of their own; see "How to add an operation" in ARCHITECTURE.md. */
export const OPERATIONS: readonly OperationExercises[] = [
  ...aiGeneration,
  ...assetChanges,
  assetLicensing,
  ...boardOperations,
  imageMatch,
  ...searchesByImage,
  collections,
  currentCustomer,
  downloads,
  imageDownload,
  imageDownloadHistory,
  legacyDownload,
  order,
  products,
  purchasedAssets,
  sendEvents,
  uploads,
  usageBatches,
  videoDownload,
  videoDownloadHistory,
]
