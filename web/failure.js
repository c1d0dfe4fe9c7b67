// @ts-check
// What visitors read when a request failed. The messages of the API are for programs and only in English.

import { ApiError } from './api.js'
import { say } from './language.js'

/** @type {Record<number, import('./language.js').Word>} */
const BY_STATUS = { 400: 'badSearch', 404: 'lostWhy', 414: 'badSearch', 429: 'tooMany' }

/** A sentence for a failure, in the language of the page. @param {unknown} error */
export const sayFailure = (error) =>
  say(error instanceof ApiError ? (BY_STATUS[error.status] ?? 'failed') : 'noAnswer')
