// @ts-check

/**
 * Stops a request: when the caller does, or when the server sends nothing for too long.
 * @typedef {object} Stopwatch
 * @property {AbortSignal} signal of the request
 * @property {<T>(promise: Promise<T>, seconds?: number) => Promise<T>} within waits for the next part of the response;
 *   stops the request if it takes longer than the seconds
 * @property {() => void} end when the response has been read
 */

/**
 * @param {number} timeoutSeconds the longest time to wait for the next part of a response
 * @param {AbortSignal | undefined} signal of the caller
 * @returns {Stopwatch}
 */
export function stopwatch(timeoutSeconds, signal) {
  const controller = new AbortController()
  const stop = () => controller.abort(signal?.reason)
  if (signal?.aborted) stop()
  else signal?.addEventListener('abort', stop, { once: true })
  return {
    signal: controller.signal,
    within(promise, seconds = timeoutSeconds) {
      const giveUp = () => controller.abort(new Error(`The server sent nothing for ${seconds} seconds.`))
      const timer = setTimeout(giveUp, seconds * 1000)
      return promise.finally(() => clearTimeout(timer))
    },
    end: () => signal?.removeEventListener('abort', stop),
  }
}
