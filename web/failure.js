// @ts-check
// What people are told when a request failed. The messages of the API are for programs, in English, and are not shown.

import { ApiError } from './api.js'
import { say } from './language.js'

/** @type {Record<number, import('./language.js').Word>} */
const BY_STATUS = { 400: 'badSearch', 404: 'lostWhy', 414: 'badSearch', 429: 'tooMany' }

/** A sentence for a failure, in the language of the page. @param {unknown} error */
export const sayFailure = (error) =>
  say(error instanceof ApiError ? (BY_STATUS[error.status] ?? 'failed') : 'noAnswer')
