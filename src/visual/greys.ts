/** A square of greys, row by row. */
export type Greys = { readonly pixels: Float32Array; readonly side: number }

/** A picture in 32 × 32 greys, stretched to a square, and the proportions it had: width by height. */
export type Miniature = { readonly pixels: Uint8Array; readonly aspect: number }

/** The miniature in a row that also has the size of the picture; one without a size counts as square. */
export const miniatureOf = (row: {
  readonly miniature: Uint8Array
  readonly width: number | null
  readonly height: number | null
}): Miniature => ({ pixels: row.miniature, aspect: (row.width ?? 1) / (row.height ?? 1) })

/** The greys of a miniature. */
export const greysOf = ({ pixels }: Miniature): Greys => ({
  pixels: Float32Array.from(pixels),
  side: Math.sqrt(pixels.length),
})

/** The grey at a point, between the four nearest pixels; `x` and `y` are 0 to 1. */
export function greyAt({ pixels, side }: Greys, x: number, y: number): number {
  const across = Math.max(0, Math.min(side - 1.001, x * side - 0.5))
  const down = Math.max(0, Math.min(side - 1.001, y * side - 0.5))
  const [left, top] = [Math.floor(across), Math.floor(down)]
  const [toRight, toBottom] = [across - left, down - top]
  const at = top * side + left
  const upper = pixels[at]! * (1 - toRight) + pixels[at + 1]! * toRight
  const lower = pixels[at + side]! * (1 - toRight) + pixels[at + side + 1]! * toRight
  return upper * (1 - toBottom) + lower * toBottom
}

/** Reduces a square to `to` × `to` means. */
export function reduced(greys: Greys, to: number): Greys {
  const step = greys.side / to
  const pixels = Float32Array.from({ length: to * to }, (_, at) =>
    meanOver(greys, { left: (at % to) * step, top: Math.floor(at / to) * step, size: step }),
  )
  return { pixels, side: to }
}

/** The mean of a square part. Of the pixels at its edges only what is inside counts. */
function meanOver(
  { pixels, side }: Greys,
  { left, top, size }: { left: number; top: number; size: number },
): number {
  let sum = 0
  for (let y = Math.floor(top); y < Math.min(side, top + size); y++)
    for (let x = Math.floor(left); x < Math.min(side, left + size); x++) {
      const tall = Math.min(y + 1, top + size) - Math.max(y, top)
      const wide = Math.min(x + 1, left + size) - Math.max(x, left)
      sum += tall * wide * pixels[y * side + x]!
    }
  return sum / size ** 2
}

/** Shifts and scales greys to a mean of 0 and a variance of 1; a plain square becomes 0 everywhere. */
export function standardised({ pixels, side }: Greys): Greys {
  const mean = pixels.reduce((a, b) => a + b, 0) / pixels.length
  const variance = pixels.reduce((sum, grey) => sum + (grey - mean) ** 2, 0) / pixels.length
  const spread = variance < 1 ? Number.POSITIVE_INFINITY : Math.sqrt(variance)
  return { pixels: pixels.map((grey) => (grey - mean) / spread), side }
}

/** Mirrors a square, left to right. */
export const mirrored = ({ pixels, side }: Greys): Greys => ({
  pixels: pixels.map((_, at) => pixels[at - 2 * (at % side) + side - 1]!),
  side,
})
