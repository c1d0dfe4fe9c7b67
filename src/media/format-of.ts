import { panasonicKindOf, rawKindOf } from './formats/raw/raw-kind.ts'
import { type PictureFormat, SNIFF_BYTES, sniff } from './picture-format.ts'

/**
 * Recognises the format of a complete file: by its first bytes, and raw files that are based on TIFF by their directories.
 *
 * @throws MediaProblem as `sniff`.
 */
export function formatOf(file: Uint8Array): PictureFormat {
  const format = sniff(file.subarray(0, SNIFF_BYTES))
  if (format === 'rw2') return panasonicKindOf(file)
  return format === 'tiff' ? (rawKindOf(file) ?? format) : format
}
