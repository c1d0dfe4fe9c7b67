import { limitText, MediaProblem } from './media-problem.ts'

/** The upper bound of a rendition's size: its longest side, its area, or both. */
export type Bound = { readonly longestSidePx?: number; readonly areaPx?: number }

/** Width and height in pixels. */
export type Dimensions = { readonly width: number; readonly height: number }

/** The size of an original in pixels; for a vector only the aspect ratio matters. */
export type Shape = Dimensions & { readonly isVector?: boolean }

/**
 * The size of a rendition: the original's aspect ratio within the bound, at least one pixel each way. A vector fills the
 * bound; pixels are never enlarged.
 */
export function sizeOf(
  { width, height, isVector = false }: Shape,
  { longestSidePx, areaPx }: Bound,
): Dimensions {
  const maxArea = areaPx ?? Number.POSITIVE_INFINITY
  const maxSide = longestSidePx ?? Number.POSITIVE_INFINITY
  const scale = Math.min(
    isVector ? Number.POSITIVE_INFINITY : 1,
    maxSide / Math.max(width, height),
    Math.sqrt(maxArea / (width * height)),
  )
  const rounded = { width: atLeastOne(width * scale), height: atLeastOne(height * scale) }
  if (rounded.width * rounded.height <= maxArea) return rounded
  return { width: atLeastOne(Math.floor(width * scale)), height: atLeastOne(Math.floor(height * scale)) }
}

const atLeastOne = (length: number) => Math.max(1, Math.round(length))

/** The upright size. @throws MediaProblem `too_many_pixels`. */
export function sizeWithin(
  { width, height, orientation = 1 }: Dimensions & { readonly orientation?: number | undefined },
  maxPixels: number,
): Dimensions {
  if (width * height > maxPixels) {
    const size = `${width} × ${height} are ${width * height} pixels`
    throw new MediaProblem('too_many_pixels', `${size}; ${limitText('maxPixels', maxPixels)}`)
  }
  return orientation >= 5 ? { width: height, height: width } : { width, height }
}
