// @ts-check

/** A request that the server refused, or a file that could not be fetched whole. */
export class VitrineError extends Error {
  /**
   * @param {string} message what was wrong and what would be right, in English
   * @param {{ status?: number, code?: string, requestId?: string | null, retryAfter?: number | null, cause?: unknown }} [details]
   */
  constructor(message, { status = 0, code = '', requestId = null, retryAfter = null, cause } = {}) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'VitrineError'
    /** Status of the response; 0 if there was none. */
    this.status = status
    /** Code of the error: see the list of errors of the API. Empty if the server named none. */
    this.code = code
    /** Identifies the request in the log of the server. */
    this.requestId = requestId
    /** Seconds after which to try again, if the server said so. */
    this.retryAfter = retryAfter
  }
}

/**
 * Returns the error of a response. Reads the three shapes of the API (`ErrorCode`, `message`, `application/problem+json`)
 * and that of OAuth 2.0 (RFC 6749, 5.2).
 * @param {Response} response
 * @param {Record<string, any> | null} content null if it was no JSON
 */
export function errorOf(response, content) {
  const body = content ?? {}
  const message = body.ErrorMessage ?? body.detail ?? body.error_description ?? body.message ?? body.title
  return new VitrineError(message ?? `The server responded with status ${response.status}.`, {
    status: response.status,
    code: body.ErrorCode ?? body.code ?? body.error ?? '',
    requestId: response.headers.get('x-request-id'),
    retryAfter: secondsToWait(response),
  })
}

/**
 * Returns the seconds of the header Retry-After (RFC 9110, 10.2.3: seconds or a date), or null.
 * @param {Response} response
 */
export function secondsToWait({ headers }) {
  const value = headers.get('retry-after')
  if (value === null) return null
  const seconds = Number(value)
  if (!Number.isNaN(seconds)) return Math.max(0, seconds)
  const date = Date.parse(value)
  return Number.isNaN(date) ? null : Math.max(0, (date - Date.now()) / 1000)
}
