import { fromExif } from './dates.ts'
import { decodeText } from './text.ts'
import { type Directory, openTiff, TAG } from './tiff.ts'

/** What EXIF says in words and dates (EXIF 3.0, 4.6.5 and 4.6.6). */
export type ExifWords = {
  readonly description: string | null
  readonly artist: string | null
  readonly copyright: string | null
  readonly dateTaken: string | null
  /** Texts by the names of their tags. */
  readonly asWritten: Readonly<Record<string, string>>
}

const TEXTS = {
  ImageDescription: TAG.imageDescription,
  Artist: TAG.artist,
  Copyright: TAG.copyright,
  Make: TAG.make,
  Model: TAG.model,
  Software: TAG.software,
} as const

/** Reads an EXIF block; null when it is none. */
export function readExif(block: Uint8Array): ExifWords | null {
  const tiff = openTiff(block)
  if (!tiff) return null
  const asWritten: Record<string, string> = Object.fromEntries(
    Object.entries(TEXTS).flatMap(([name, tag]) => {
      const said = text(tiff.main, tag)
      return said === null ? [] : [[name, said]]
    }),
  )
  return {
    asWritten,
    description: asWritten.ImageDescription ?? null,
    artist: asWritten.Artist ?? null,
    copyright: copyright(tiff.main),
    dateTaken: fromExif(text(tiff.exif, TAG.dateTimeOriginal), text(tiff.exif, TAG.offsetTimeOriginal)),
  }
}

function text(directory: Directory, tag: number): string | null {
  const field = directory.get(tag)
  if (!field || (field.type !== 2 && field.type !== 129 && field.type !== 7)) return null
  const end = field.bytes.indexOf(0)
  return decodeText(end === -1 ? field.bytes : field.bytes.subarray(0, end))
}

/** "photographer NUL editor": the first that is not blank. */
function copyright(directory: Directory): string | null {
  const field = directory.get(TAG.copyright)
  if (!field) return null
  const parts = decodeText(field.bytes).split('\0')
  return parts.find((part) => part.trim() !== '') ?? null
}
