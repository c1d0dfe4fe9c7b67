import sharp from 'sharp'

/** A size that a picture is brought to: cut at the longer sides (`cover`), or stretched (`fill`). */
export type PixelSize = {
  readonly width: number
  readonly height: number
  readonly fit?: 'cover' | 'fill' | undefined
}

/** Returns the pixels of a rendition that this program made, upright, in sRGB, three bytes each, in another size. */
export function pixelsOf(
  rendition: Uint8Array,
  { width, height, fit = 'cover' }: PixelSize,
): Promise<Buffer> {
  return sharp(rendition)
    .flatten({ background: '#fff' })
    .resize(width, height, { fit })
    .toColourspace('srgb')
    .raw()
    .toBuffer()
}
