// @ts-check
// Chooses the display size in which a picture is shown.

/** @typedef {{ width: number, height: number }} Size */

/** The longest side of each display size in pixels, and its area where that is limited too; searches do not return them. */
const LIMITS = /** @type {Record<string, { side: number, area: number }>} */ ({
  thumb: { side: 170, area: Number.POSITIVE_INFINITY },
  preview: { side: 506, area: 170_667 },
  comp: { side: 612, area: Number.POSITIVE_INFINITY },
})

/** Whether a picture is a vector drawing, which fills each display size. @param {any} image */
export const isVector = (image) => image.graphical_style === 'vector'

/** The scale of a display size relative to the original. @param {string} name @param {any} image */
function scaleOf(name, image) {
  const { width, height } = image.max_dimensions
  const { side, area } = LIMITS[name] ?? { side: 0, area: 0 }
  const maxScale = isVector(image) ? Number.POSITIVE_INFINITY : 1
  return Math.min(maxScale, side / Math.max(width, height), Math.sqrt(area / (width * height)))
}

/**
 * Returns the smallest size without a watermark that has enough pixels for a place on the screen, else the largest one.
 * @param {any} image
 * @param {Size} place in CSS pixels
 * @returns {{ uri: string, scale: number } | undefined}
 */
export function sharpest(image, place) {
  const { display_sizes: sizes, max_dimensions: original } = image
  const clean = sizes
    .filter((/** @type {any} */ size) => !size.is_watermarked)
    .map((/** @type {any} */ { name, uri }) => ({ uri, scale: scaleOf(name, image) }))
    .sort((/** @type {any} */ a, /** @type {any} */ b) => a.scale - b.scale)
  const needed = devicePixelRatio * Math.max(place.width / original.width, place.height / original.height)
  return clean.find((/** @type {any} */ { scale }) => scale >= needed) ?? clean.at(-1)
}

/** Reports changes of the pixel ratio: the page was zoomed, or moved to another screen. @param {() => void} listener */
export function onPixelRatioChanged(listener) {
  const changed = () => {
    onPixelRatioChanged(listener)
    listener()
  }
  matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', changed, { once: true })
}

/** The address at which a picture may come in a smaller format that the browser accepts. @param {string} uri */
export const inAnyFormat = (uri) => (uri.includes('/renditions/') ? `${uri}&f=auto` : uri)
