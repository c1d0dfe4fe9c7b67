// @ts-check

import { errorOf, secondsToWait, VitrineError } from './error.js'
import { MAX_ATTEMPTS, MAX_WAIT_SECONDS, pause, wait } from './wait.js'

/**
 * What all requests of a client have in common.
 * @typedef {object} Connection
 * @property {string} url of the server, without a slash at its end
 * @property {string} key
 * @property {import('./tokens.js').Tokens} tokens
 * @property {typeof globalThis.fetch} fetch
 * @property {() => Promise<Record<string, string>>} headers further headers
 */

/**
 * @typedef {object} SendOptions
 * @property {AbortSignal} [signal] stops the request, and waiting for another attempt
 * @property {boolean} [isRepeatable] whether the request may be sent again when no response came
 */

/**
 * Sends a request until the server has dealt with it: waits as long as the server asks for (429, 503), renews an access
 * token that the server refuses, and sends a repeatable request again when the connection broke.
 * @param {Connection} connection
 * @param {import('./request.js').ApiRequest} request
 * @param {SendOptions} [options]
 * @returns {Promise<Response>} a response with a status below 400
 * @throws {VitrineError}
 */
export async function send(connection, request, { signal, isRepeatable = false } = {}) {
  /** @type {string | undefined} */
  let refusedToken
  for (let attempt = 1; ; attempt++) {
    const token = await connection.tokens.get(refusedToken)
    const response = await sendOnce(connection, request, token, signal).catch((error) => {
      signal?.throwIfAborted()
      if (isRepeatable && attempt < MAX_ATTEMPTS) return null
      throw new VitrineError(`No response from ${connection.url}.`, { cause: error })
    })
    if (response?.ok) return response
    const seconds = response === null ? pause(attempt) : secondsToWait(response)
    if (response?.status === 401 && token !== null && refusedToken === undefined) {
      refusedToken = token
    } else if (seconds !== null && seconds <= MAX_WAIT_SECONDS && attempt < MAX_ATTEMPTS) {
      await wait(seconds, signal)
    } else {
      throw await errorOf(/** @type {Response} */ (response))
    }
    await response?.body?.cancel()
  }
}

/**
 * @param {Connection} connection
 * @param {import('./request.js').ApiRequest} request
 * @param {string | null} token
 * @param {AbortSignal | undefined} signal
 */
async function sendOnce({ url, key, headers, fetch }, request, token, signal) {
  return fetch(`${url}${request.path}`, {
    method: request.method,
    headers: {
      ...(await headers()),
      'api-key': key,
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...request.headers,
    },
    ...(request.body !== undefined && { body: request.body }),
    ...(signal !== undefined && { signal }),
  })
}
