import sharp, { type Sharp, type SharpOptions } from 'sharp'
import type { PictureFormat } from './picture-format.ts'
import { type Dimensions, sizeOf } from './size-of.ts'
import { drawnAt, readDrawing } from './svg.ts'

/** A picture whose pixels have yet to be made. */
export type OpenPicture = {
  /** Of the original, upright. A drawing has the size that it declares, within the limit of pixels. */
  readonly original: Dimensions
  /** Its pixels, upright, in this size and the original's colours. */
  at(size: Dimensions): Sharp
}

/**
 * Opens a picture of this format. Of several frames or pages the first is the picture.
 *
 * @throws MediaProblem for an SVG that is refused; Error of libvips when the header cannot be read.
 */
export async function openPicture(
  file: Uint8Array,
  format: PictureFormat,
  maxPixels: number,
): Promise<OpenPicture> {
  // NOTE: "truncated" lets pass what cameras write a little wrong, and nothing that lacks pixels.
  const options: SharpOptions = { limitInputPixels: maxPixels, failOn: 'truncated', pages: 1 }
  const fitted = (picture: Sharp, { width, height }: Dimensions) =>
    picture.resize(width, height, { fit: 'fill' })
  if (format === 'svg') {
    const drawing = readDrawing(file)
    return {
      original: sizeOf(drawing.size, { areaPx: maxPixels }),
      at: (size) => fitted(sharp(drawnAt(drawing, size), options), size),
    }
  }
  return {
    original: upright(await sharp(file, options).metadata()),
    at: (size) => fitted(sharp(file, options).autoOrient(), size),
  }
}

function upright({
  width,
  height,
  orientation = 1,
}: {
  width: number
  height: number
  orientation?: number | undefined
}): Dimensions {
  return orientation >= 5 ? { width: height, height: width } : { width, height }
}
