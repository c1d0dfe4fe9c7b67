// @ts-check
// Rows of one height each that fill the width, as prints are hung on a wall.

/** The widest place, as width by height, and the narrowest: panoramas and towers are cut to them, or have a mat. */
const [WIDEST, NARROWEST, NARROWEST_PX] = [3, 0.4, 72]

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
  const narrowest = Math.max(NARROWEST, NARROWEST_PX / rowHeight)
  /** The height at which these fill the width. @param {readonly number[]} hung */
  const filling = (hung) => (width - gap * (hung.length - 1)) / hung.reduce((a, b) => a + b, 0)
  const hang = (/** @type {number} */ height) => {
    for (const ratio of ratios) placed.push({ row, width: Math.floor(ratio * height * 100) / 100, height })
    ratios = []
    row++
  }
  for (const picture of pictures) {
    const ratio = Math.min(WIDEST, Math.max(narrowest, picture.width / picture.height))
    const [without, with_] = [filling(ratios), filling([...ratios, ratio])]
    // The row ends before the picture or behind it, whichever comes nearer to the height that is wanted.
    const isNearer = ratios.length > 0 && without / rowHeight < rowHeight / with_
    if (with_ <= rowHeight && isNearer) hang(without)
    ratios.push(ratio)
    if (filling(ratios) <= rowHeight) hang(filling(ratios))
  }
  if (ratios.length > 0) hang(Math.min(rowHeight, filling(ratios)))
  return placed
}
