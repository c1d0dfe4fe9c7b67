import type { NativeFormat, PictureFormat } from '../picture-format.ts'
import type { Convertible } from './convertible.ts'
import { openRaw } from './raw/raw-picture.ts'

/** A picture format that libvips does not read. */
export type ConvertedFormat = Exclude<PictureFormat, NativeFormat>

/**
 * Opens a picture in a format that libvips does not read, by its header. What reads a format is loaded when the first such
 * file arrives, so that decoders start as fast as without it.
 *
 * @throws MediaProblem when the header cannot be read.
 */
export async function openConvertible(file: Uint8Array, format: ConvertedFormat): Promise<Convertible> {
  return openRaw(file, format)
}
