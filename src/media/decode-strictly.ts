import type { OutputInfo, SharpOptions } from 'sharp'
import type { PictureFormat } from './picture-format.ts'

/** Decoded pixels, one byte per channel, row by row. */
export type Raster = { readonly data: Buffer; readonly info: OutputInfo }

/** The least severe fault at which the decoder of libvips gives up. */
export type FailOn = NonNullable<SharpOptions['failOn']>

type Strictness = {
  /** Warnings that mean missing or wrong pixels. */
  readonly damage: RegExp
  /** Matches an error that is only an escalated warning; any other error stands on its own. */
  readonly warning: RegExp
  readonly lenient: FailOn
}

/** Warnings of libjpeg (jerror.h) and libtiff, as libvips reports them. */
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
 * Decodes with every warning treated as an error, because some warnings mean missing or wrong pixels. If the decoder only
 * complained about something harmless that cameras and scanners write, decodes again and ignores it.
 *
 * @throws Error of libvips.
 */
export async function decodeStrictly<T>(
  format: PictureFormat,
  decode: (failOn: FailOn) => Promise<T>,
): Promise<T> {
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
