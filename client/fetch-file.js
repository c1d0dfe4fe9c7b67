// @ts-check

import { errorOf, secondsToWait, VitrineError } from './error.js'
import { MAX_ATTEMPTS, MAX_WAIT_SECONDS, pause, wait } from './wait.js'

/**
 * A file that is being fetched.
 * @typedef {object} FetchedFile
 * @property {string | null} name that the server suggests
 * @property {string | null} type media type
 * @property {number | null} bytes length of the whole file
 * @property {string | null} etag identifies these bytes; needed to continue later
 * @property {ReadableStream<Uint8Array<ArrayBuffer>>} stream the bytes from `from` on
 */

/**
 * @typedef {object} FileOptions
 * @property {(progress: { received: number, bytes: number | null }) => void} [onProgress]
 * @property {AbortSignal} [signal]
 * @property {number} [from] number of bytes that are there already
 * @property {string} [etag] of the bytes that are there already
 */

/**
 * Fetches a file by its signed link. When the connection breaks it continues where it stopped (RFC 9110, 14), and fails
 * only if five attempts in a row bring nothing.
 * @param {string} uri
 * @param {FileOptions} options
 * @param {typeof globalThis.fetch} fetch
 * @returns {Promise<FetchedFile>}
 * @throws {VitrineError} if the server refuses, or has another file than the one that was begun
 */
export async function fetchFile(uri, { onProgress, signal, from = 0, etag: knownEtag }, fetch) {
  let received = from
  const first = await request(uri, { from, etag: knownEtag ?? null, signal }, fetch)
  const bytes = totalOf(first, from)
  const etag = first.headers.get('etag')
  let reader = readerOf(first)
  let failures = 0

  /** @returns {Promise<Uint8Array<ArrayBuffer> | null>} the next bytes; null at the end */
  async function next() {
    for (;;) {
      try {
        const { done, value } = await reader.read()
        if (!done) {
          failures = 0
          return value
        }
        if (bytes === null || received === bytes) return null
        throw new VitrineError(`The file ended after ${received} of ${bytes} bytes.`)
      } catch (error) {
        signal?.throwIfAborted()
        if (++failures === MAX_ATTEMPTS) throw error
        await wait(pause(failures), signal)
        reader = await continued()
      }
    }
  }

  async function continued() {
    try {
      return readerOf(await request(uri, { from: received, etag, signal }, fetch))
    } catch (error) {
      signal?.throwIfAborted()
      if (error instanceof VitrineError) throw error
      return BROKEN
    }
  }

  const stream = new ReadableStream({
    async pull(controller) {
      const chunk = await next()
      if (chunk === null) return controller.close()
      received += chunk.byteLength
      controller.enqueue(chunk)
      onProgress?.({ received, bytes })
    },
    cancel: (reason) => reader.cancel(reason),
  })
  return { name: nameOf(first), type: first.headers.get('content-type'), bytes, etag, stream }
}

/** Stands for a connection that could not be made: the next read counts as another failure. */
const BROKEN = /** @type {ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>} */ ({
  read: () => Promise.reject(new VitrineError('The connection to the server was lost.')),
  cancel: () => Promise.resolve(),
})

/** @param {Response} response */
const readerOf = (response) =>
  /** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */ (response.body ?? new Blob().stream()).getReader()

/**
 * Requests the file from a byte on; waits while the server is still making it (503 with Retry-After).
 * @param {string} uri
 * @param {{ from: number, etag: string | null, signal: AbortSignal | undefined }} part
 * @param {typeof globalThis.fetch} fetch
 */
async function request(uri, { from, etag, signal }, fetch) {
  for (let attempt = 1; ; attempt++) {
    const headers =
      from === 0 ? undefined : { range: `bytes=${from}-`, ...(etag !== null && { 'if-range': etag }) }
    const response = await fetch(uri, { ...(headers && { headers }), ...(signal && { signal }) })
    if (response.status === (from === 0 ? 200 : 206)) return response
    const seconds = secondsToWait(response)
    if (response.ok) {
      await response.body?.cancel()
      throw new VitrineError('The file has changed since it was begun; fetch it from its start.', {
        status: 200,
      })
    }
    if (seconds === null || seconds > MAX_WAIT_SECONDS || attempt === MAX_ATTEMPTS)
      throw await errorOf(response)
    await response.body?.cancel()
    await wait(seconds, signal)
  }
}

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
