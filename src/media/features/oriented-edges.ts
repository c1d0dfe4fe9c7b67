import type { Plane } from './lab-planes.ts'

/** Cells in a row and in a column, and the directions that are told apart in each. */
const CELLS = 8
const DIRECTIONS = 8
/** Limits how much a single strong edge counts for in its cell. */
const MAX_SHARE = 0.3
/** Cells with much less contrast than the picture as a whole count for little. */
const FLAT_SHARE = 0.2

/**
 * Describes the edges of a picture by their strengths in 8 directions (modulo 180°) in each of 8 × 8 cells: a histogram of
 * oriented gradients (Dalal and Triggs, 2005), normalised by the contrast of the neighbouring cells. A mirrored picture
 * has the same description, because each cell is added to its mirrored counterpart.
 *
 * @param planes square channels of one size; the one with the steepest gradient decides at each pixel.
 * @returns 256 values with a mean of 0.
 */
export function orientedEdges(planes: readonly Plane[]): Float32Array {
  return centred(foldMirrored(normalised(histogram(planes))))
}

function histogram(planes: readonly Plane[]): Float32Array {
  const side = Math.sqrt(planes[0]!.length)
  const sums = new Float32Array(CELLS * CELLS * DIRECTIONS)
  for (let y = 1; y < side - 1; y++)
    for (let x = 1; x < side - 1; x++) {
      const { dx, dy, length } = steepest(planes, side, y * side + x)
      if (length === 0) continue
      const angle = (Math.atan2(dy, dx) / Math.PI + 1) % 1
      const place = { x: ((x + 0.5) * CELLS) / side - 0.5, y: ((y + 0.5) * CELLS) / side - 0.5 }
      share(sums, place, angle * DIRECTIONS, length)
    }
  return sums
}

function steepest(planes: readonly Plane[], side: number, at: number) {
  let [dx, dy, square] = [0, 0, 0]
  for (const plane of planes) {
    const [x, y] = [plane[at + 1]! - plane[at - 1]!, plane[at + side]! - plane[at - side]!]
    if (x * x + y * y <= square) continue
    ;[dx, dy, square] = [x, y, x * x + y * y]
  }
  return { dx, dy, length: Math.sqrt(square) }
}

/** Adds a gradient to the four nearest cells and the two nearest directions, by their distances. */
function share(
  sums: Float32Array,
  { x, y }: { x: number; y: number },
  direction: number,
  length: number,
): void {
  const [left, top, below] = [Math.floor(x), Math.floor(y), Math.floor(direction)]
  const [toRight, toBottom, toNext] = [x - left, y - top, direction - below]
  for (let down = 0; down < 2; down++)
    for (let right = 0; right < 2; right++) {
      const [row, column] = [top + down, left + right]
      if (row < 0 || row >= CELLS || column < 0 || column >= CELLS) continue
      const weight = length * (down ? toBottom : 1 - toBottom) * (right ? toRight : 1 - toRight)
      const cell = (row * CELLS + column) * DIRECTIONS
      sums[cell + (below % DIRECTIONS)]! += weight * (1 - toNext)
      sums[cell + ((below + 1) % DIRECTIONS)]! += weight * toNext
    }
}

/** Divides each cell by the contrast of the 3 × 3 cells around it. */
function normalised(sums: Float32Array): Float32Array {
  const energies = Float32Array.from({ length: CELLS * CELLS }, (_, cell) => {
    let energy = 0
    for (let at = cell * DIRECTIONS; at < (cell + 1) * DIRECTIONS; at++) energy += sums[at]! ** 2
    return energy
  })
  const floor = (FLAT_SHARE * energies.reduce((a, b) => a + b, 0)) / energies.length + 1e-6
  return sums.map((sum, at) => {
    const contrast = Math.sqrt(4 * meanAround(energies, Math.floor(at / DIRECTIONS)) + floor)
    return Math.min(MAX_SHARE, sum / contrast)
  })
}

function meanAround(energies: Float32Array, cell: number): number {
  const [row, column] = [Math.floor(cell / CELLS), cell % CELLS]
  let [sum, count] = [0, 0]
  for (let y = Math.max(0, row - 1); y <= Math.min(CELLS - 1, row + 1); y++)
    for (let x = Math.max(0, column - 1); x <= Math.min(CELLS - 1, column + 1); x++) {
      sum += energies[y * CELLS + x]!
      count++
    }
  return sum / count
}

/** Adds each cell of the left half to its counterpart, in which the directions run the other way round. */
function foldMirrored(cells: Float32Array): Float32Array {
  const folded = new Float32Array(cells.length / 2)
  let at = 0
  for (let y = 0; y < CELLS; y++)
    for (let x = 0; x < CELLS / 2; x++)
      for (let direction = 0; direction < DIRECTIONS; direction++) {
        const mirrored = (DIRECTIONS - direction) % DIRECTIONS
        folded[at++] =
          cells[(y * CELLS + x) * DIRECTIONS + direction]! +
          cells[(y * CELLS + CELLS - 1 - x) * DIRECTIONS + mirrored]!
      }
  return folded
}

function centred(values: Float32Array): Float32Array {
  const mean = values.reduce((a, b) => a + b, 0) / values.length
  return values.map((value) => value - mean)
}
