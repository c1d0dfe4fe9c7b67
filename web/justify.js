// @ts-check
// Rows of one height each that fill the width, as prints are hung on a wall.

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
  const hang = (/** @type {number} */ height) => {
    for (const ratio of ratios) placed.push({ row, width: Math.floor(ratio * height * 100) / 100, height })
    ratios = []
    row++
  }
  for (const picture of pictures) {
    ratios.push(Math.min(3, Math.max(0.45, picture.width / picture.height)))
    const sum = ratios.reduce((a, b) => a + b, 0)
    const height = (width - gap * (ratios.length - 1)) / sum
    if (height <= rowHeight) hang(height)
  }
  if (ratios.length > 0) hang(rowHeight)
  return placed
}
