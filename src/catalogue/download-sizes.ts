/** The names of download sizes of images, smallest first; `vector` stands for files without pixels (contract 16). */
export const DOWNLOAD_SIZES = [
  'x_small',
  'small',
  'medium',
  'large',
  'x_large',
  'xx_large',
  'vector',
] as const

/** The name of one download size. */
export type DownloadSizeName = (typeof DOWNLOAD_SIZES)[number]

const MEGAPIXEL = 1_000_000

/** The upper end of each band, in pixels, and the resolution that is written into its files. */
export const SIZE_BANDS = [
  { name: 'x_small', maxPixels: 0.17 * MEGAPIXEL, dpi: 72 },
  { name: 'small', maxPixels: 0.35 * MEGAPIXEL, dpi: 72 },
  { name: 'medium', maxPixels: 3 * MEGAPIXEL, dpi: 300 },
  { name: 'large', maxPixels: 10 * MEGAPIXEL, dpi: 300 },
  { name: 'x_large', maxPixels: 20 * MEGAPIXEL, dpi: 300 },
  { name: 'xx_large', maxPixels: Number.POSITIVE_INFINITY, dpi: 300 },
] as const

/** Returns whether a size is within another: `vector`, which has no end, is within itself alone. */
export const isWithin = (size: DownloadSizeName, largest: DownloadSizeName): boolean =>
  DOWNLOAD_SIZES.indexOf(size) <= DOWNLOAD_SIZES.indexOf(largest)

/** The upper end of the band below a size: what has more pixels offers that size. */
export const maxPixelsBelow = (size: Exclude<DownloadSizeName, 'x_small' | 'vector'>): number =>
  SIZE_BANDS[SIZE_BANDS.findIndex(({ name }) => name === size) - 1]!.maxPixels

/** The extensions of drawings, which have no size in pixels of their own. */
export const DRAWING_TYPES: readonly string[] = ['eps', 'pdf', 'svg']

/** Returns whether files with an extension are drawings. */
export const isDrawing = (extension: string | null): boolean =>
  extension !== null && DRAWING_TYPES.includes(extension)
