import { type LabPlanes, type Plane, reducePlane } from './lab-planes.ts'
import { orientedEdges } from './oriented-edges.ts'

/** How much the layout of colours counts, relative to edges. */
const COLOUR_WEIGHT = 0.25
/** Cells in a row and in a column of the layout of colours. */
const CELLS = 8
const EDGE_SIDE = 32
/** Differences of hue count twice as much as those of lightness, which depends on the light of the day. */
const CHROMA_WEIGHT = 2
/** The value that becomes 127. Larger ones, which hardly occur, are clipped. */
const MAX_VALUE = 0.25

/** The name under which descriptors are kept beside vectors of other embedders, and their length. */
export const DESCRIPTOR = { id: 'classical-1', dimensions: 256 + 3 * CELLS * (CELLS / 2) } as const

/**
 * Describes the edges and the layout of colours of a picture. The cosine of two descriptors is the similarity of their
 * pictures, 1 at most; a mirrored picture has the same descriptor. Colour counts little, so that things of one shape are
 * found in all colours. What each part contributes was measured on labelled photographs
 * ([decision 0030](../../../docs/decisions/0030-seeing.md)).
 *
 * @param planes channels whose side is a multiple of 32.
 */
export function describePlanes({ l, a, b }: LabPlanes): Int8Array {
  const edges = orientedEdges([l, a, b].map((plane) => reducePlane(plane, EDGE_SIDE)))
  const colours = [
    layout(l.map((value) => value - 50)),
    layout(a.map((value) => value * CHROMA_WEIGHT)),
    layout(b.map((value) => value * CHROMA_WEIGHT)),
  ].flatMap((plane) => [...plane])
  const values = [
    ...unitLength([...edges]),
    ...unitLength(colours).map((value) => value * Math.sqrt(COLOUR_WEIGHT)),
  ]
  return Int8Array.from(unitLength(values), (value) =>
    Math.round(127 * Math.max(-1, Math.min(1, value / MAX_VALUE))),
  )
}

/** The means of the cells of a plane, each added to its mirrored counterpart. */
function layout(plane: Plane): Plane {
  const cells = reducePlane(plane, CELLS)
  const half = CELLS / 2
  return Float32Array.from({ length: CELLS * half }, (_, at) => {
    const [row, column] = [Math.floor(at / half), at % half]
    return cells[row * CELLS + column]! + cells[row * CELLS + CELLS - 1 - column]!
  })
}

function unitLength(values: readonly number[]): number[] {
  const length = Math.hypot(...values)
  return length === 0 ? [...values] : values.map((value) => value / length)
}
