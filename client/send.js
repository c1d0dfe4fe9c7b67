// @ts-check

import { errorOf, secondsToWait, VitrineError } from './error.js'
import { stopwatch } from './stopwatch.js'
import { MAX_ATTEMPTS, MAX_WAIT_SECONDS, pause, unlessAborted, wait } from './wait.js'

/**
 * What all requests of a client have in common.
 * @typedef {object} Connection
 * @property {string} url of the server, without a slash at its end
 * @property {import('./tokens.js').Tokens} tokens
 * @property {typeof globalThis.fetch} fetch
 * @property {() => Promise<Record<string, string>>} headers of each request
 * @property {number} timeoutSeconds the longest time to wait for the next part of a response
 */

/**
 * @typedef {object} SendOptions
 * @property {AbortSignal | undefined} [signal] stops the request, and waiting for another attempt
 * @property {boolean} [isRepeatable] whether the request may be sent again when no response came
 */

/** An upload takes as much longer as its bytes need at this rate. */
const MIN_BYTES_PER_SECOND = 16_384

/**
 * Sends a request until the server has dealt with it: waits as long as the server asks for (429, 503), gets another
 * access token when the server refuses one, and sends a repeatable request again when the connection broke or stalled.
 * @param {Connection} connection
 * @param {import('./request.js').ApiRequest} request
 * @param {SendOptions} [options]
 * @returns {Promise<any>} the content of the response; null if it is not JSON
 * @throws {VitrineError}
 */
export async function send(connection, request, { signal, isRepeatable = false } = {}) {
  /** @type {string | undefined} */
  let refusedToken
  /** @type {VitrineError | undefined} */
  let refusal
  for (let attempt = 1; ; attempt++) {
    const token = await unlessAborted(connection.tokens.get(refusedToken), signal)
    // Without a token the server might respond, but as to somebody else.
    if (refusal !== undefined && (token === null || token === refusedToken)) throw refusal
    const answer = await exchange(connection, request, token, signal).catch((error) => {
      signal?.throwIfAborted()
      if (isRepeatable && attempt < MAX_ATTEMPTS) return null
      throw new VitrineError(`No complete response from ${connection.url || 'the server'}.`, { cause: error })
    })
    if (answer?.response.ok) return answer.content
    const seconds = answer === null ? pause(attempt) : secondsToWait(answer.response)
    if (answer?.response.status === 401 && token !== null && refusal === undefined) {
      refusedToken = token
      refusal = errorOf(answer.response, answer.content)
    } else if (seconds !== null && seconds <= MAX_WAIT_SECONDS && attempt < MAX_ATTEMPTS) {
      await wait(seconds, signal)
    } else if (answer !== null) {
      throw errorOf(answer.response, answer.content)
    }
  }
}

/**
 * Sends a request once, and reads the response to its end.
 * @param {Connection} connection
 * @param {import('./request.js').ApiRequest} request
 * @param {string | null} token
 * @param {AbortSignal | undefined} signal
 */
async function exchange({ url, headers, fetch, timeoutSeconds }, request, token, signal) {
  const watch = stopwatch(timeoutSeconds, signal)
  try {
    const init = {
      method: request.method,
      headers: {
        ...(await headers()),
        ...(token !== null && { authorization: `Bearer ${token}` }),
        ...request.headers,
      },
      ...(request.body !== undefined && { body: request.body }),
      signal: watch.signal,
    }
    const uploadSeconds = lengthOf(request.body) / MIN_BYTES_PER_SECOND
    const response = await watch.within(fetch(`${url}${request.path}`, init), timeoutSeconds + uploadSeconds)
    const text = await readText(response, watch)
    return { response, content: contentOf(response, text) }
  } finally {
    watch.end()
  }
}

/** Returns the number of bytes of a body of a request, as far as they can be told before it is sent. @param {unknown} body */
function lengthOf(body) {
  if (body instanceof Blob) return body.size
  return body instanceof ArrayBuffer || ArrayBuffer.isView(body) ? body.byteLength : 0
}

/** @param {Response} response @param {import('./stopwatch.js').Stopwatch} watch */
async function readText({ body }, watch) {
  if (body === null) return ''
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  for (;;) {
    const { done, value } = await watch.within(reader.read())
    if (done) return text + decoder.decode()
    text += decoder.decode(value, { stream: true })
  }
}

/** @param {Response} response @param {string} text @returns {any} */
function contentOf({ ok, headers }, text) {
  if (!/\bjson\b/.test(headers.get('content-type') ?? '') || text === '') return null
  try {
    return JSON.parse(text)
  } catch (error) {
    if (ok) throw error
    return null
  }
}
