// @ts-check

/** How often a request is sent until the client gives up. */
export const MAX_ATTEMPTS = 5
/** A server that asks for a longer wait refuses: the caller decides. */
export const MAX_WAIT_SECONDS = 60

/** Returns the seconds before the next attempt after one without a response. @param {number} attempt from 1 */
export const pause = (attempt) => 0.1 * 2 ** attempt

/**
 * Waits, and stops waiting when the signal is aborted.
 * @param {number} seconds
 * @param {AbortSignal | undefined} signal
 * @returns {Promise<void>}
 */
export function wait(seconds, signal) {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const stop = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, seconds * 1000)
    signal?.addEventListener('abort', stop, { once: true })
  })
}

/**
 * Waits for a promise, and stops waiting when the signal is aborted.
 * @template T
 * @param {Promise<T>} promise
 * @param {AbortSignal | undefined} signal
 * @returns {Promise<T>}
 */
export function unlessAborted(promise, signal) {
  if (signal === undefined) return promise
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason)
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}
