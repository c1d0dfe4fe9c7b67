// @ts-check

import { errorOf } from '../client/error.js'

/** How long to wait if the server does not say it, in seconds. */
const WAIT_SECONDS = 5

/**
 * Has the browser save the file at an address, which the server sends as an attachment. Waits as long as the server is
 * still making it.
 * @param {string} uri
 * @param {(share: number) => void} [onProgress] told how much of the file is made (0 to 1), as long as it is not complete
 * @throws {import('../client/index.js').VitrineError} if there is no file any more
 */
export async function saveFile(uri, onProgress) {
  await whenReady(uri, onProgress)
  const link = document.createElement('a')
  link.href = uri
  link.download = ''
  link.hidden = true
  document.body.append(link)
  link.click()
  link.remove()
}

/** @param {string} uri @param {((share: number) => void) | undefined} onProgress */
async function whenReady(uri, onProgress) {
  for (;;) {
    // One byte tells whether there is a file; the browser then fetches all of it by itself.
    const response = await fetch(uri, { headers: { range: 'bytes=0-0' } })
    if (response.ok) return void (await response.body?.cancel())
    const content = await response.json().catch(() => null)
    if (response.status !== 503) throw errorOf(response, content)
    onProgress?.(Number(content?.progress ?? 0))
    const seconds = Number(response.headers.get('retry-after')) || WAIT_SECONDS
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
  }
}
