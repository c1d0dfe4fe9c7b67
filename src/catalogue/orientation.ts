/** The orientations of the API (contract 11). */
export type Orientation = 'horizontal' | 'vertical' | 'square' | 'panoramic_horizontal' | 'panoramic_vertical'

/**
 * Returns the orientation of a picture (contract 16): an aspect ratio of 2 is a panorama, one within 5 % of 1 a square.
 */
export function orientationOf({ width, height }: { width: number; height: number }): Orientation {
  const ratio = width / height
  if (ratio >= 2) return 'panoramic_horizontal'
  if (ratio <= 0.5) return 'panoramic_vertical'
  if (Math.abs(ratio - 1) <= 0.05) return 'square'
  return ratio > 1 ? 'horizontal' : 'vertical'
}
