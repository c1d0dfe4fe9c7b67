import type { OutputInfo, SharpOptions } from 'sharp'
import type { PictureFormat } from './picture-format.ts'

/** Decoded pixels, one byte for each channel, row by row. */
export type Raster = { readonly data: Buffer; readonly info: OutputInfo }

/** What the decoder of libvips refuses: nothing less than the named fault. */
export type FailOn = NonNullable<SharpOptions['failOn']>

type Strictness = {
  /** Warnings that mean missing or wrong pixels. */
  readonly damage: RegExp
  /** What is said of warnings alone; anything else is an error of its own. */
  readonly warning: RegExp
  readonly lenient: FailOn
}

/** Warnings of libjpeg (jerror.h) and libtiff, both as libvips passes them on. */
const STRICTNESS: Readonly<Partial<Record<PictureFormat, Strictness>>> = {
  jpeg: {
    damage:
      /premature end|bad Huffman|bad arithmetic|instead of RST|extraneous bytes before marker 0xd[0-7]/i,
    warning: /^/,
    lenient: 'truncated',
  },
  tiff: { damage: /Discarding \d+ bytes/, warning: /^Warning treated as error/, lenient: 'error' },
}

/**
 * Decodes with every warning an error, since some of them mean missing or wrong pixels. When the decoder only
 * complained of something that costs no pixels, as cameras and scanners write it, decodes again and lets it pass.
 *
 * @throws Error of libvips.
 */
export async function decodeStrictly(
  format: PictureFormat,
  decode: (failOn: FailOn) => Promise<Raster>,
): Promise<Raster> {
  const strictness = STRICTNESS[format]
  if (!strictness) return decode('truncated')
  const { damage, warning, lenient } = strictness
  try {
    return await decode('warning')
  } catch (error) {
    const { message } = error as Error
    if (damage.test(message) || !warning.test(message)) throw error
    return decode(lenient)
  }
}
