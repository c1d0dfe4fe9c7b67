// @ts-check
// The player of a video: the controls of the browser, and the keys that people know from other players.

import { element } from './element.js'
import { say } from './language.js'

/** What browsers that play H.264 are asked for; others get WebM. */
const MP4 = 'video/mp4; codecs="avc1.64001f, mp4a.40.2"'
/** How far the keys seek, in seconds, and by how much they change the volume. */
const [STEP, LEAP, LOUDER] = [5, 10, 0.1]
/** How long to wait if the server does not say it, in seconds. */
const WAIT_SECONDS = 2

/** The keys of the player. @type {Readonly<Record<string, (player: HTMLVideoElement) => unknown>>} */
const KEYS = {
  ' ': togglePlaying,
  k: togglePlaying,
  ArrowLeft: (player) => seek(player, player.currentTime - STEP),
  ArrowRight: (player) => seek(player, player.currentTime + STEP),
  j: (player) => seek(player, player.currentTime - LEAP),
  l: (player) => seek(player, player.currentTime + LEAP),
  Home: (player) => seek(player, 0),
  End: (player) => seek(player, player.duration),
  ArrowUp: (player) => setVolume(player, player.volume + LOUDER),
  ArrowDown: (player) => setVolume(player, player.volume - LOUDER),
  m: (player) => {
    player.muted = !player.muted
  },
  f: (player) =>
    document.fullscreenElement ? document.exitFullscreen() : player.requestFullscreen().catch(() => {}),
}

/**
 * A player of the comp of a video; null if it has none that this browser plays.
 * @param {any} video
 * @param {string | null} poster
 */
export function playerOf(video, poster) {
  const uri = compOf(video)
  if (uri === undefined) return null
  const player = /** @type {HTMLVideoElement} */ (
    element('video', {
      src: uri,
      poster,
      controls: '',
      playsinline: '',
      preload: 'metadata',
      'aria-label': video.title,
      'aria-keyshortcuts': 'Space K J L M F ArrowLeft ArrowRight ArrowUp ArrowDown Home End',
    })
  )
  const status = element('p', { class: 'preparing', role: 'status' })
  player.addEventListener('keydown', onKey)
  let failures = 0
  player.addEventListener('error', async () => {
    const wait = await waitFor(uri)
    // It may have been made in the meantime; if it fails again although it is there, the browser cannot play it.
    if (wait === null && ++failures > 1) return status.replaceChildren(say('cannotPlay'))
    if (wait !== null) status.replaceChildren(say('preparingVideo'))
    setTimeout(() => reload(player), (wait ?? 0) * 1000)
  })
  player.addEventListener('loadedmetadata', () => status.replaceChildren())
  // A finger that moves along the bar of the player must not turn the page.
  for (const type of ['touchstart', 'touchend'])
    player.addEventListener(type, (event) => event.stopPropagation())
  return { player, status }
}

/** @param {any} video @returns {string | undefined} */
function compOf({ display_sizes: sizes }) {
  const format = document.createElement('video').canPlayType(MP4) ? 'mp4' : 'webm'
  return sizes
    .map((/** @type {any} */ { uri }) => uri)
    .find((/** @type {string} */ uri) => uri.includes('/comp_') && uri.includes(`.${format}?`))
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
  const player = /** @type {HTMLVideoElement} */ (event.currentTarget)
  const { key } = event
  const tenth = /^\d$/.test(key) ? Number(key) / 10 : null
  const act = KEYS[key.length === 1 ? key.toLowerCase() : key]
  if (tenth === null && act === undefined) return
  // The arrows would go to the next picture, and the browser would seek as well.
  event.preventDefault()
  event.stopPropagation()
  if (tenth === null) act?.(player)
  else seek(player, player.duration * tenth)
}

/** @param {HTMLVideoElement} player */
function togglePlaying(player) {
  if (player.paused) player.play().catch(() => {})
  else player.pause()
}

/** @param {HTMLVideoElement} player @param {number} seconds */
function seek(player, seconds) {
  if (Number.isFinite(player.duration)) player.currentTime = Math.min(Math.max(0, seconds), player.duration)
}

/** @param {HTMLVideoElement} player @param {number} volume */
function setVolume(player, volume) {
  player.volume = Math.min(1, Math.max(0, volume))
}

/**
 * Returns the seconds after which to ask for a clip again that the server is still making; null if it is not.
 * @param {string} uri
 */
async function waitFor(uri) {
  const response = await fetch(uri, { headers: { range: 'bytes=0-0' } }).catch(() => null)
  await response?.body?.cancel()
  return response?.status === 503 ? Number(response.headers.get('retry-after')) || WAIT_SECONDS : null
}

/** Fetches the clip again, and goes on playing if that was wanted. @param {HTMLVideoElement} player */
function reload(player) {
  if (!player.isConnected) return
  const isWanted = !player.paused
  player.load()
  if (isWanted) player.play().catch(() => {})
}
