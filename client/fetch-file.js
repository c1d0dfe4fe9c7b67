// @ts-check

import { errorOf, secondsToWait, VitrineError } from './error.js'
import { stopwatch } from './stopwatch.js'
import { MAX_ATTEMPTS, MAX_WAIT_SECONDS, pause, wait } from './wait.js'

/**
 * A file that is being fetched.
 * @typedef {object} FetchedFile
 * @property {string | null} name that the server suggests
 * @property {string | null} type media type; null if nothing is left to fetch
 * @property {number | null} bytes length of the whole file
 * @property {string | null} etag identifies these bytes; needed to continue later
 * @property {ReadableStream<Uint8Array<ArrayBuffer>>} stream the bytes from `from` on
 */

/**
 * How far a file has come.
 * @typedef {object} Progress
 * @property {number} received bytes that have arrived
 * @property {number | null} bytes length of the whole file
 * @property {number} prepared how much of the file the server has made (0 to 1); a file is sent when it is complete
 */

/**
 * @typedef {object} FileOptions
 * @property {(progress: Progress) => void} [onProgress]
 * @property {AbortSignal} [signal]
 * @property {number} [from] number of bytes that are there already
 * @property {string} [etag] of the bytes that are there already
 */

/**
 * A file that is being received.
 * @typedef {object} Source
 * @property {Response} response
 * @property {ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>} reader
 * @property {import('./stopwatch.js').Stopwatch} watch
 */

/**
 * Fetches a file by its signed link. When the connection breaks or stalls it continues where it stopped (RFC 9110, 14),
 * and fails only if five attempts in a row bring nothing.
 * @param {string} uri
 * @param {FileOptions} options
 * @param {Pick<import('./send.js').Connection, 'fetch' | 'timeoutSeconds'>} connection
 * @returns {Promise<FetchedFile>}
 * @throws {VitrineError} if the server refuses, or has another file than the one that was begun
 */
export async function fetchFile(uri, { onProgress, signal, from = 0, etag: knownEtag }, connection) {
  let received = from
  /** @param {number} prepared */
  const onPrepared = (prepared) => onProgress?.({ received, bytes: null, prepared })
  let source = await open(connection, uri, { from, etag: knownEtag ?? null, signal, onPrepared })
  const { headers, ok } = source.response
  const bytes = totalOf(source.response, from)
  const etag = headers.get('etag')
  let failures = 0

  /** @returns {Promise<Uint8Array<ArrayBuffer> | null>} the next bytes; null at the end */
  async function next() {
    for (;;) {
      try {
        const { done, value } = await source.watch.within(source.reader.read())
        if (!done) {
          failures = 0
          return value
        }
        source.watch.end()
        if (bytes === null || received === bytes) return null
        throw new VitrineError(`The file ended after ${received} of ${bytes} bytes.`)
      } catch (error) {
        source.watch.end()
        signal?.throwIfAborted()
        if (++failures === MAX_ATTEMPTS) throw error
        await wait(pause(failures), signal)
        source = await open(connection, uri, { from: received, etag, signal, onPrepared })
      }
    }
  }

  const stream = new ReadableStream({
    async pull(controller) {
      const chunk = await next()
      if (chunk === null) return controller.close()
      received += chunk.byteLength
      controller.enqueue(chunk)
      onProgress?.({ received, bytes, prepared: 1 })
    },
    cancel(reason) {
      source.watch.end()
      return source.reader.cancel(reason)
    },
  })
  return { name: nameOf(source.response), type: ok ? headers.get('content-type') : null, bytes, etag, stream }
}

/** @typedef {{ from: number, etag: string | null, signal: AbortSignal | undefined, onPrepared: (share: number) => void }} Part */

/**
 * Requests the file from a byte on. Waits as long as the server is still making it (503 with Retry-After and `progress`),
 * and tries again a few times when no response comes or the server is too busy.
 * @param {Pick<import('./send.js').Connection, 'fetch' | 'timeoutSeconds'>} connection
 * @param {string} uri
 * @param {Part} part
 * @returns {Promise<Source>}
 */
async function open({ fetch, timeoutSeconds }, uri, part) {
  for (let attempt = 1; ; ) {
    const watch = stopwatch(timeoutSeconds, part.signal)
    const init = { headers: headersOf(part), signal: watch.signal }
    const response = await watch.within(fetch(uri, init)).catch((error) => {
      watch.end()
      part.signal?.throwIfAborted()
      if (attempt < MAX_ATTEMPTS) return null
      throw new VitrineError('No response to the request for the file.', { cause: error })
    })
    if (response?.status === (part.from === 0 ? 200 : 206))
      return { response, reader: readerOf(response.body), watch }
    // Nothing of the file is left to fetch (RFC 9110, 15.5.17).
    if (response?.status === 416 && totalOf(response, 0) === part.from)
      return { response, reader: readerOf(null), watch }
    const seconds = response === null ? pause(attempt) : secondsToWait(response)
    if (response === null) attempt++
    else {
      const content = /** @type {any} */ (response.ok ? null : await response.json().catch(() => null))
      await response.body?.cancel().catch(() => undefined)
      watch.end()
      if (response.ok) throw new VitrineError(CHANGED, { status: response.status })
      const prepared = response.status === 503 && seconds !== null ? content?.progress : undefined
      if (typeof prepared === 'number') part.onPrepared(prepared)
      else if (seconds === null || seconds > MAX_WAIT_SECONDS || attempt === MAX_ATTEMPTS)
        throw errorOf(response, content)
      else attempt++
    }
    await wait(Math.min(seconds ?? 0, MAX_WAIT_SECONDS), part.signal)
  }
}

const CHANGED = 'The file has changed since it was begun; fetch it from its start.'

/** @param {Part} part @returns {Record<string, string>} */
const headersOf = ({ from, etag }) =>
  from === 0 ? {} : { range: `bytes=${from}-`, ...(etag !== null && { 'if-range': etag }) }

/** @param {Response['body']} body */
const readerOf = (body) =>
  /** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */ (body ?? new Blob().stream()).getReader()

/** @param {Response} response @param {number} from */
function totalOf({ headers }, from) {
  const whole = headers.get('content-range')?.split('/')[1]
  const length = headers.get('content-length')
  if (whole !== undefined && whole !== '*') return Number(whole)
  // The length of a compressed response is not that of its file.
  return length === null || headers.has('content-encoding') ? null : from + Number(length)
}

/** Returns the file name of Content-Disposition (RFC 6266), or null. @param {Response} response */
function nameOf({ headers }) {
  const value = headers.get('content-disposition') ?? ''
  const extended = /filename\*=utf-8''([^;]+)/i.exec(value)?.[1]
  if (extended !== undefined) return decodeURIComponent(extended)
  return /filename="?([^";]+)"?/i.exec(value)?.[1] ?? null
}
