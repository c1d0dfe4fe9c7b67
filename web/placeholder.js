// @ts-check
// Blurred placeholders of pictures that are not loaded yet, from their ThumbHash (https://evanw.github.io/thumbhash/).

/** The longest side of a placeholder in pixels; the browser enlarges it smoothly. */
const SIDE = 24
/** Half-bytes of the coefficients begin after the header, which is a byte longer for pictures with transparency. */
const [HEADER_NIBBLES, ALPHA_NIBBLES] = [10, 2]
const ALPHA_TERMS = 5
const MAX_TERMS = 7

/** A channel as a sum of cosines: its average, and the amplitude of each term. */
/** @typedef {{ average: number, terms: { x: number, y: number, amplitude: number }[] }} Channel */

/**
 * Shows a placeholder behind a picture until it is loaded.
 * @param {HTMLImageElement} img
 * @param {string | null | undefined} thumbhash in Base64
 * @param {import('./sharpness.js').Size} size
 */
export function showPlaceholder(img, thumbhash, size) {
  if (!thumbhash || img.complete) return
  const uri = drawn(
    Uint8Array.from(atob(thumbhash), (character) => character.charCodeAt(0)),
    size,
  )
  img.style.background = `center / 100% 100% no-repeat url(${uri})`
  img.addEventListener('load', () => img.style.removeProperty('background'), { once: true })
}

/** Draws a placeholder, and returns it as a data URI. @param {Uint8Array} hash @param {import('./sharpness.js').Size} size */
function drawn(hash, size) {
  const scale = SIDE / Math.max(size.width, size.height)
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(size.width * scale))
  canvas.height = Math.max(1, Math.round(size.height * scale))
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'))
  const image = context.createImageData(canvas.width, canvas.height)
  const channels = channelsOf(hash)
  for (let y = 0; y < canvas.height; y++)
    for (let x = 0; x < canvas.width; x++) {
      const [l, p, q] = channels.map((it) => valueAt(it, (x + 0.5) / canvas.width, (y + 0.5) / canvas.height))
      const blue = (l ?? 0) - (2 / 3) * (p ?? 0)
      const red = (3 * (l ?? 0) - blue + (q ?? 0)) / 2
      const pixel = [red, red - (q ?? 0), blue, 1].map((value) => value * 255)
      image.data.set(pixel, (y * canvas.width + x) * 4)
    }
  context.putImageData(image, 0, 0)
  return canvas.toDataURL()
}

/** The luminance and two differences of colours in a hash; transparency is left out. @param {Uint8Array} hash */
function channelsOf(hash) {
  const byte = (/** @type {number} */ at) => hash[at] ?? 0
  const first = byte(0) | (byte(1) << 8) | (byte(2) << 16)
  const second = byte(3) | (byte(4) << 8)
  const [hasAlpha, isLandscape] = [first >> 23 === 1, second >> 15 === 1]
  const [long, short] = [hasAlpha ? ALPHA_TERMS : MAX_TERMS, second & 7]
  let nibble = HEADER_NIBBLES + (hasAlpha ? ALPHA_NIBBLES : 0)
  const next = () => {
    const value = (byte(nibble >> 1) >> (nibble % 2 ? 4 : 0)) & 15
    nibble++
    return value / 7.5 - 1
  }
  /** @param {number} average @param {number} scale @param {number} across @param {number} down @returns {Channel} */
  const channel = (average, scale, across, down) => {
    const terms = []
    for (let y = 0; y < down; y++)
      for (let x = y === 0 ? 1 : 0; x * down < across * (down - y); x++)
        terms.push({ x, y, amplitude: next() * scale })
    return { average, terms }
  }
  const bits = (/** @type {number} */ word, /** @type {number} */ from, /** @type {number} */ most) =>
    ((word >> from) & most) / most
  const [across, down] = (isLandscape ? [long, short] : [short, long]).map((terms) => Math.max(3, terms))
  return [
    channel(bits(first, 0, 63), bits(first, 18, 31), across ?? 3, down ?? 3),
    channel(bits(first, 6, 63) * 2 - 1, bits(second, 3, 63) * 1.25, 3, 3),
    channel(bits(first, 12, 63) * 2 - 1, bits(second, 9, 63) * 1.25, 3, 3),
  ]
}

/** The value of a channel at a place, each coordinate from 0 to 1. @param {Channel} channel @param {number} x @param {number} y */
function valueAt({ average, terms }, x, y) {
  let value = average
  for (const term of terms)
    value += 2 * term.amplitude * Math.cos(Math.PI * x * term.x) * Math.cos(Math.PI * y * term.y)
  return value
}
