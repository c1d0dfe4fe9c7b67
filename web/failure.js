// @ts-check
// What visitors read when a request failed. The messages of the API are for programs and only in English.

import { VitrineError } from '../client/index.js'
import { say } from './language.js'

/** @type {Record<string, import('./language.js').Word>} */
const BY_BOARD_CODE = {
  BoardNotFound: 'boardGone',
  InsufficientAccess: 'boardViewOnly',
  AssetNotFound: 'lostWhy',
}

/** @type {Record<number, import('./language.js').Word>} */
const BY_STATUS = { 400: 'badSearch', 404: 'lostWhy', 414: 'badSearch', 429: 'tooMany' }

/** @type {Record<string, import('./language.js').Word>} */
const BY_CODE = {
  OverageLimitReached: 'usedUp',
  NotEnoughCreditsForPurchase: 'tooFewCredits',
  NoAgreement: 'notCoveredNow',
  ImageNotFound: 'lostWhy',
  OriginalNotFound: 'fileGone',
}

/** A sentence for a download that failed. @param {unknown} error */
export function sayDownloadFailure(error) {
  const word = error instanceof VitrineError ? BY_CODE[error.code] : undefined
  return word ? say(word) : sayFailure(error)
}

/** A sentence for a failure, in the language of the page. @param {unknown} error */
export const sayFailure = (error) =>
  say(
    error instanceof VitrineError && error.status > 0
      ? (BY_BOARD_CODE[error.code] ?? BY_STATUS[error.status] ?? 'failed')
      : 'noAnswer',
  )
