/** A part of a picture: its centre and its size, as shares of the picture. */
export type Part = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** The shares of a picture, in each direction, that a cropped copy may show. */
const SCALES = [1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7]
/** Parts that are tried first are this far apart. */
export const FIRST_STEP = 1 / 16
/** How far a part may reach beyond the picture, by rounding. */
const TOLERANCE = 1 / 256

/** Returns the parts of a picture that a copy may show, if its proportions relative to those of the picture are these. */
export function partsOf(proportion: number): Part[] {
  return SCALES.flatMap((scale) => {
    const width = scale * Math.min(1, proportion)
    const height = scale * Math.min(1, 1 / proportion)
    return centres(height).flatMap((y) => centres(width).map((x) => ({ x, y, width, height })))
  })
}

function centres(size: number): number[] {
  const room = 1 - size
  const steps = Math.ceil(room / FIRST_STEP)
  return Array.from({ length: steps + 1 }, (_, at) => size / 2 + (steps === 0 ? 0 : (at * room) / steps))
}

/** Returns the parts that are one step away from a part: moved, or of another size. */
export const neighboursOf = ({ x, y, width, height }: Part, step: number): Part[] =>
  [
    { x: x - step, y, width, height },
    { x: x + step, y, width, height },
    { x, y: y - step, width, height },
    { x, y: y + step, width, height },
    { x, y, width: width * (1 - step), height: height * (1 - step) },
    { x, y, width: width * (1 + step), height: height * (1 + step) },
  ].filter((part) => isInside(part.x, part.width) && isInside(part.y, part.height))

const isInside = (centre: number, size: number) =>
  centre - size / 2 > -TOLERANCE && centre + size / 2 < 1 + TOLERANCE
