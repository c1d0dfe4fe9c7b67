// @ts-check
// Which of its sizes a picture is shown in.

/** @typedef {{ width: number, height: number }} Size */

/** The longest side of each size in pixels, and its area where that is bounded too: what a search does not say. */
const BOUNDS = /** @type {Record<string, { side: number, area: number }>} */ ({
  thumb: { side: 170, area: Number.POSITIVE_INFINITY },
  preview: { side: 506, area: 170_667 },
  comp: { side: 612, area: Number.POSITIVE_INFINITY },
})

/** Whether a picture has no pixels of its own: each of its sizes is drawn as large as that may be. @param {any} image */
export const isVector = (image) => image.graphical_style === 'vector'

/** How much larger than the original one of its sizes is. @param {string} name @param {any} image */
function scaleOf(name, image) {
  const { width, height } = image.max_dimensions
  const { side, area } = BOUNDS[name] ?? { side: 0, area: 0 }
  const most = isVector(image) ? Number.POSITIVE_INFINITY : 1
  return Math.min(most, side / Math.max(width, height), Math.sqrt(area / (width * height)))
}

/**
 * The smallest size without a watermark that has all pixels of a place on the screen, else the largest one.
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

/** Calls back when the screen has other pixels: the page was zoomed, or moved to another screen. @param {() => void} then */
export function onPixelsChanged(then) {
  const changed = () => {
    onPixelsChanged(then)
    then()
  }
  matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', changed, { once: true })
}
