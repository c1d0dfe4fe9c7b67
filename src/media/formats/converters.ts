import type { DecodeLimits } from '../decode-limits.ts'
import type { NativeFormat, OtherFormat, PictureFormat } from '../picture-format.ts'
import type { Convertible } from './convertible.ts'

/** A picture format that libvips does not read. */
export type ConvertedFormat = Exclude<PictureFormat, NativeFormat>

type Open = (file: Uint8Array, limits: DecodeLimits) => Convertible | Promise<Convertible>

/** What reads each format is loaded when the first such file arrives, so that decoders start as fast as without it. */
const LOADERS: Readonly<Record<OtherFormat, () => Promise<Open>>> = {
  heic: async () => (await import('./heic.ts')).openHeic,
  jxl: async () => (await import('./jxl.ts')).openJxl,
  jp2: async () => (await import('./jp2.ts')).openJp2,
  psd: async () => (await import('./psd.ts')).openPsd,
  bmp: async () => (await import('./bmp.ts')).openBmp,
  eps: async () => (await import('./page.ts')).openPageFile,
  pdf: async () => (await import('./page.ts')).openPageFile,
}

const isOther = (format: ConvertedFormat): format is OtherFormat => format in LOADERS

/**
 * Opens a picture in a format that libvips does not read, by its header.
 *
 * @throws MediaProblem when the header cannot be read.
 */
export async function openConvertible(
  file: Uint8Array,
  format: ConvertedFormat,
  limits: DecodeLimits,
): Promise<Convertible> {
  if (isOther(format)) return (await LOADERS[format]())(file, limits)
  return (await import('./raw/raw-picture.ts')).openRaw(file, format)
}
