// @ts-check
// Plays a few seconds of a video, without sound, while the pointer or the focus of the keyboard is on its poster.

import { element } from './element.js'

/** How long the pointer has to stay, so that moving across the wall plays nothing. */
const DELAY_MS = 200
const prefersStill = matchMedia('(prefers-reduced-motion: reduce)')

/** The poster that is being previewed. @type {HTMLElement | null} */
let shown = null
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer

/** The attributes of the poster of a video by which its preview is found. @param {any} video */
export const previewOf = ({ display_sizes: sizes }) => {
  const small = clipIn(sizes, 'thumb')
  const large = clipIn(sizes, 'preview')
  return {
    'data-clip': small?.uri ?? null,
    'data-clip-large': large?.is_watermarked === false ? large.uri : null,
  }
}

/** @param {readonly any[]} sizes @param {string} name */
const clipIn = (sizes, name) => sizes.find(({ uri }) => uri.includes(`/${name}_mp4/`))

/** A thumb is not enlarged more than this. */
const MAX_THUMB_WIDTH = 240

document.addEventListener('pointerover', ({ target, pointerType }) => {
  const poster = posterAt(target)
  if (poster !== shown) end()
  if (poster && poster !== shown && pointerType === 'mouse') begin(poster, DELAY_MS)
})
document.addEventListener('focusin', ({ target }) => {
  const poster = posterAt(target)
  if (poster !== shown) end()
  if (poster?.matches(':focus-visible')) begin(poster, DELAY_MS)
})
document.addEventListener('focusout', ({ target }) => {
  if (posterAt(target) === shown) end()
})
document.documentElement.addEventListener('pointerleave', end)

/** @param {EventTarget | null} target @returns {HTMLElement | null} */
const posterAt = (target) => (target instanceof Element ? target.closest('[data-clip]') : null)

/** @param {HTMLElement} poster @param {number} delayMs */
function begin(poster, delayMs) {
  if (prefersStill.matches) return
  shown = poster
  timer = setTimeout(() => play(poster), delayMs)
}

/** @param {HTMLElement} poster */
function play(poster) {
  const { clip, clipLarge } = poster.dataset
  const src = poster.offsetWidth > MAX_THUMB_WIDTH && clipLarge ? clipLarge : clip
  const film = /** @type {HTMLVideoElement} */ (
    element('video', {
      src: src ?? '',
      playsinline: '',
      loop: '',
      class: 'preview',
      'aria-hidden': 'true',
      tabindex: '-1',
    })
  )
  film.muted = true
  // The poster is seen until there is something to see instead of it.
  film.addEventListener('playing', () => film.classList.add('playing'))
  film.addEventListener('error', () => film.remove())
  poster.querySelector('img')?.after(film)
  film.play().catch(() => {})
}

function end() {
  clearTimeout(timer)
  shown?.querySelector('.preview')?.remove()
  shown = null
}
