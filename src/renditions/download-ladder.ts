import { type DownloadSizeName, SIZE_BANDS } from '../catalogue/download-sizes.ts'
import type { RenditionSpec } from '../media/render.ts'

/** The name under which the file of a download size is kept among the renditions. */
export type DownloadRenditionName = `download_${DownloadSizeName}`

/** The name of the rendition that is the file of a download size. */
export const downloadRendition = (size: DownloadSizeName): DownloadRenditionName => `download_${size}`

/**
 * The files of download sizes that are made from an original: never watermarked, at the quality of a print. The largest is
 * an original of another type as JPEG.
 */
export const DOWNLOAD_LADDER: readonly RenditionSpec[] = SIZE_BANDS.map(({ name, maxPixels, dpi }) => ({
  name: downloadRendition(name),
  bound: Number.isFinite(maxPixels) ? { areaPx: maxPixels } : {},
  mediaType: 'image/jpeg',
  watermark: false,
  print: { dpi },
}))
