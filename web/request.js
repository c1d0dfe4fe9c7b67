// @ts-check
// Requests to the API: with the page's own key, and on behalf of the user who is signed in.

import { fetchWithRetry } from './fetch-with-retry.js'
import { language } from './language.js'
import { authorization, forgetAccess } from './session.js'

/** @param {string} name @param {Document} [page] */
const metaContent = (name, page = document) =>
  page.querySelector(`meta[name="${name}"]`)?.getAttribute('content') ?? ''

const DAY_MS = 86_400_000

/** Proves that the page is open, so that it gets some sizes without a watermark. Starts with the UTC day it is valid for. */
let pass = metaContent('gallery-pass')
/** The last day on which a new pass was requested. */
let passRequestedOn = 0

/** Renews the pass when the page has been open for longer than the pass is valid. */
async function renewPass() {
  const today = Math.floor(Date.now() / DAY_MS)
  if (pass === '' || Number.parseInt(pass, 10) === today || passRequestedOn === today) return
  passRequestedOn = today
  try {
    const response = await fetch('/', { cache: 'no-cache' })
    const page = new DOMParser().parseFromString(await response.text(), 'text/html')
    pass = metaContent('gallery-pass', page) || pass
  } catch {
    passRequestedOn = 0
  }
}

/** Thrown when the API refuses a request. */
export class ApiError extends Error {
  /** @param {number} status of the response @param {any} body has the code and a message for programs; visitors get failure.js */
  constructor(status, body) {
    super(body?.ErrorMessage ?? body?.detail ?? body?.message ?? '')
    this.status = status
    /** @type {string} */
    this.code = body?.ErrorCode ?? body?.code ?? ''
  }
}

/**
 * @typedef {object} Request
 * @property {string} [method]
 * @property {object} [body] sent as JSON
 * @property {AbortSignal | undefined} [signal]
 */

/** @param {string} path @param {Request} request @param {Record<string, string>} credentials */
async function send(path, { method = 'GET', body, signal }, credentials) {
  await renewPass()
  const response = await fetchWithRetry(path, {
    method,
    headers: {
      'Api-Key': metaContent('api-key'),
      'Vitrine-Gallery': pass,
      'Accept-Language': language,
      ...(body && { 'Content-Type': 'application/json' }),
      ...credentials,
    },
    body: body ? JSON.stringify(body) : null,
    // Always revalidates; a response that has not changed comes from the browser's cache (ETag, 304).
    cache: 'no-cache',
    signal: signal ?? null,
  })
  const text = await response.text()
  const answer = text === '' ? null : JSON.parse(text)
  if (!response.ok) throw new ApiError(response.status, answer)
  return answer
}

/**
 * Reads something as any visitor sees it.
 * @param {string} path
 * @param {AbortSignal} [signal]
 */
export const get = (path, signal) => send(path, { signal }, {})

/**
 * Sends a request on behalf of the user who is signed in. Returns the response; null if it is empty.
 * @param {string} path
 * @param {Request} [request]
 */
export async function askAsUser(path, request = {}) {
  const bearer = await authorization()
  try {
    return await send(path, request, { Authorization: bearer })
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401 || error.code !== 'AuthorizationTokenRequired')
      throw error
    // The session may have ended elsewhere; if it has, asking for another token leaves the page.
    forgetAccess(bearer)
    return send(path, request, { Authorization: await authorization() })
  }
}
