// @ts-check
// What the gallery offers of a library: which family it opens with, and whether there are videos.

import { countOf } from './api.js'
import { isOfVideos } from './choice.js'

/** @type {Promise<boolean> | null} */
let isEditorial = null

/** Whether the library has editorial pictures and no creative ones; checked once. */
export function isEditorialLibrary() {
  isEditorial ??= Promise.all(
    ['creative', 'editorial'].map((family) => countOf(new URLSearchParams({ family }))),
  ).then(
    ([creative, editorial]) => creative === 0 && editorial !== 0,
    () => false,
  )
  return isEditorial
}

/** Shows the choice between pictures and videos in a library that has videos. */
export async function offerVideos() {
  const media = /** @type {HTMLElement} */ (document.getElementById('media'))
  const all = new URLSearchParams({ media: 'video', family: 'all' })
  media.hidden =
    !isOfVideos(new URLSearchParams(location.search)) && (await countOf(all).catch(() => 0)) === 0
}
