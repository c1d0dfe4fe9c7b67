// @ts-check

/** Fast scrolling can exceed the rate limit; the server then says when to retry. */
const MAX_ATTEMPTS = 5

/** Fetches, waiting as long as the server demands. @param {string} path @param {RequestInit} init */
export async function fetchWithRetry(path, init) {
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(path, init)
    if (response.status !== 429 || attempt === MAX_ATTEMPTS) return response
    const seconds = Number(response.headers.get('retry-after')) || 1
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
    init.signal?.throwIfAborted()
  }
}
