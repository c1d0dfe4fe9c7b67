import sharp from 'sharp'
import type { Raster } from './decode-strictly.ts'
import { type Drawing, documentOf, hasSize, RECOGNISED } from './svg.ts'

/** The resolution at which the drawing is measured. */
const MEASURED_PX = 1200
/** How far from the origin it is looked for, in multiples of its size. The first also tells precisely where it is. */
const REACHES = [2, 20, 200] as const

type Point = { readonly x: number; readonly y: number }

/**
 * Gives a drawing that declares neither a size nor a viewBox those of what it shows; browsers would show 300 × 150 pixels of
 * it. Any other drawing, and an empty one, is returned as it is.
 */
export async function withExtent(drawing: Drawing): Promise<Drawing> {
  if (hasSize(drawing)) return drawing
  const measured = await sharp(Buffer.from(`${RECOGNISED}${drawing.root.text}${drawing.rest}`))
    .metadata()
    .catch(() => null)
  if (!measured) return drawing
  const { width, height } = measured
  const longest = Math.max(width, height)
  const centre = await findCentre(drawing, longest)
  if (!centre) return drawing
  const startOf = (middle: number, length: number) => {
    const start = middle - length / 2
    return Math.abs(start) < unitOf(REACHES[0] * longest) ? 0 : start
  }
  const box = [startOf(centre.x, width), startOf(centre.y, height), width, height].join(' ')
  const attributes = new Map([...drawing.root.attributes, ['viewBox', box]])
  return { ...drawing, size: { width, height }, root: { ...drawing.root, attributes } }
}

/** The length of a pixel of the measured square. */
const unitOf = (reach: number) => (reach * 2) / MEASURED_PX

/** The middle of a drawing that is `size` long and wide at most; null if it is empty, or too far away. */
async function findCentre(drawing: Drawing, size: number): Promise<Point | null> {
  for (const times of REACHES) {
    const centre = await centreWithin(drawing, { x: 0, y: 0 }, times * size)
    if (centre && times === REACHES[0]) return centre
    if (centre) return (await centreWithin(drawing, centre, REACHES[0] * size)) ?? centre
  }
  return null
}

/** The middle of what a drawing shows in the square with this middle and sides of twice `reach`. */
async function centreWithin(drawing: Drawing, middle: Point, reach: number): Promise<Point | null> {
  const start = { x: middle.x - reach, y: middle.y - reach }
  const centre = centreOf(await drawnIn(drawing, start, reach * 2))
  const unit = unitOf(reach)
  return centre && { x: start.x + centre.x * unit, y: start.y + centre.y * unit }
}

/** What a drawing shows in a square of its coordinates. */
function drawnIn(drawing: Drawing, { x, y }: Point, length: number): Promise<Raster> {
  const attributes = new Map([...drawing.root.attributes, ['viewBox', `${x} ${y} ${length} ${length}`]])
  const square = { ...drawing, root: { ...drawing.root, attributes } }
  return sharp(documentOf(square, { width: MEASURED_PX, height: MEASURED_PX }))
    .resize(MEASURED_PX, MEASURED_PX, { fit: 'fill' })
    .ensureAlpha()
    .extractChannel(3)
    .raw()
    .toBuffer({ resolveWithObject: true })
}

/** The middle of the smallest rectangle around everything that is not transparent; null if all of it is. */
function centreOf({ data, info: { width } }: Raster): Point | null {
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
