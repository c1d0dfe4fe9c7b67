// @ts-check
// Justified rows: pictures of equal height that fill the width.

/** Limits of the aspect ratio of a place, and of its width; pictures beyond them are cropped or get a mat. */
const [MAX_RATIO, MIN_RATIO, MIN_WIDTH_PX] = [3, 0.4, 72]

/**
 * @typedef {{ width: number, height: number }} Size
 * @param {readonly Size[]} pictures
 * @param {{ width: number, rowHeight: number, gap: number }} wall
 * @returns {{ row: number, width: number, height: number }[]}
 */
export function justify(pictures, { width, rowHeight, gap }) {
  /** @type {{ row: number, width: number, height: number }[]} */
  const placed = []
  /** @type {number[]} */
  let ratios = []
  let row = 0
  const minRatio = Math.max(MIN_RATIO, MIN_WIDTH_PX / rowHeight)
  /** The height at which pictures of these aspect ratios fill the width. @param {readonly number[]} row */
  const heightOf = (row) => (width - gap * (row.length - 1)) / row.reduce((a, b) => a + b, 0)
  const endRow = (/** @type {number} */ height) => {
    for (const ratio of ratios) placed.push({ row, width: Math.floor(ratio * height * 100) / 100, height })
    ratios = []
    row++
  }
  for (const picture of pictures) {
    const ratio = Math.min(MAX_RATIO, Math.max(minRatio, picture.width / picture.height))
    const [excluding, including] = [heightOf(ratios), heightOf([...ratios, ratio])]
    // The row ends before or after the picture, whichever brings it closer to the target height.
    const isNearer = ratios.length > 0 && excluding / rowHeight < rowHeight / including
    if (including <= rowHeight && isNearer) endRow(excluding)
    ratios.push(ratio)
    if (heightOf(ratios) <= rowHeight) endRow(heightOf(ratios))
  }
  if (ratios.length > 0) endRow(Math.min(rowHeight, heightOf(ratios)))
  return placed
}
