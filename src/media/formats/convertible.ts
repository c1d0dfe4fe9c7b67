import type { ColourSpace } from '../colour-space.ts'
import type { NativeFormat } from '../picture-format.ts'
import type { Dimensions, Shape } from '../size-of.ts'

/** A file that libvips reads, with the pixels of another one that it does not read. */
export type Substitute = {
  readonly file: Uint8Array
  readonly format: NativeFormat
  /** The colour space of its pixels, if that is neither sRGB nor that of a profile. */
  readonly space?: ColourSpace | null
}

/** A picture in a format that libvips does not read, whose header was read. */
export type Convertible = {
  /** Size of the pixels in the substitute; null if the substitute costs nothing to make and tells its size itself. */
  readonly size: Shape | null
  /** How the pixels of the substitute have to be turned (TIFF 6.0, tag 274); 1 if it is upright or knows it itself. */
  readonly orientation: number
  /** Makes a substitute with at least as many pixels as `size`, if the picture has so many. */
  convert(size: Dimensions): Promise<Substitute>
}
