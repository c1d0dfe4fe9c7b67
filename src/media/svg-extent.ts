import sharp from 'sharp'
import type { Raster } from './decode-strictly.ts'
import { type Drawing, documentOf, hasSize } from './svg.ts'

/** The resolution at which the drawing is measured, and how far around it is looked for, in multiples of its size. */
const MEASURED_PX = 1200
const REACH = 2

/**
 * Gives a drawing that declares neither a size nor a viewBox those of what it shows; browsers would show 300 × 150 pixels of
 * it. Any other drawing, and an empty one, is returned as it is.
 */
export async function withExtent(drawing: Drawing): Promise<Drawing> {
  if (hasSize(drawing)) return drawing
  const measured = await sharp(Buffer.from(`${drawing.root.text}${drawing.rest}`))
    .metadata()
    .catch(() => null)
  if (!measured) return drawing
  const { width, height } = measured
  const reach = Math.max(width, height) * REACH
  const centre = centreOf(await drawnWithin(drawing, -reach, reach * 2))
  if (!centre) return drawing
  const unit = (reach * 2) / MEASURED_PX
  const startOf = (middle: number, length: number) => {
    const start = middle * unit - reach - length / 2
    return Math.abs(start) < unit ? 0 : start
  }
  const box = [startOf(centre.x, width), startOf(centre.y, height), width, height].join(' ')
  const attributes = new Map([...drawing.root.attributes, ['viewBox', box]])
  return { ...drawing, size: { width, height }, root: { ...drawing.root, attributes } }
}

/** What a drawing shows in a square of its coordinates. */
function drawnWithin(drawing: Drawing, start: number, length: number): Promise<Raster> {
  const attributes = new Map([
    ...drawing.root.attributes,
    ['viewBox', `${start} ${start} ${length} ${length}`],
  ])
  const square = { ...drawing, root: { ...drawing.root, attributes } }
  return sharp(documentOf(square, { width: MEASURED_PX, height: MEASURED_PX }))
    .resize(MEASURED_PX, MEASURED_PX, { fit: 'fill' })
    .ensureAlpha()
    .extractChannel(3)
    .raw()
    .toBuffer({ resolveWithObject: true })
}

/** The middle of the smallest rectangle around everything that is not transparent; null if all of it is. */
function centreOf({ data, info: { width } }: Raster): { x: number; y: number } | null {
  let [left, right, top, bottom] = [width, -1, data.length / width, -1]
  for (const [index, alpha] of data.entries()) {
    if (alpha === 0) continue
    const [x, y] = [index % width, Math.floor(index / width)]
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  }
  return right === -1 ? null : { x: (left + right + 1) / 2, y: (top + bottom + 1) / 2 }
}
