import { fromExif } from './dates.ts'
import { readUserComment, readXp } from './exif-comment.ts'
import { decodeText } from './text.ts'
import { type Directory, openTiff, TAG, type TiffField } from './tiff.ts'

/** The texts and dates of EXIF (EXIF 3.0, 4.6.5 and 4.6.6), and the fields that Windows adds. */
export type ExifWords = {
  readonly title: string | null
  /** Descriptions written by a person, wherever programs put them. */
  readonly descriptions: readonly string[]
  readonly artist: string | null
  readonly keywords: string | null
  readonly copyright: string | null
  readonly dateTaken: string | null
  readonly dateDigitized: string | null
  /** Texts by tag name. */
  readonly asWritten: Readonly<Record<string, string>>
}

/** Tags that hold text, the directory they belong to, and how to read them. */
const TEXTS = {
  ImageDescription: [TAG.imageDescription, 'main', asText],
  Artist: [TAG.artist, 'main', asText],
  Copyright: [TAG.copyright, 'main', asText],
  Make: [TAG.make, 'main', asText],
  Model: [TAG.model, 'main', asText],
  Software: [TAG.software, 'main', asText],
  XPTitle: [TAG.xpTitle, 'main', readXp],
  XPComment: [TAG.xpComment, 'main', readXp],
  XPAuthor: [TAG.xpAuthor, 'main', readXp],
  XPKeywords: [TAG.xpKeywords, 'main', readXp],
  XPSubject: [TAG.xpSubject, 'main', readXp],
  UserComment: [TAG.userComment, 'exif', readUserComment],
} as const

/** Reads an EXIF block; null when it is not EXIF. */
export function readExif(block: Uint8Array): ExifWords | null {
  const tiff = openTiff(block)
  if (!tiff) return null
  const asWritten: Record<string, string> = {}
  for (const [name, [tag, directory, read]] of Object.entries(TEXTS)) {
    const field = tiff[directory].get(tag)
    const value = field ? read(field) : null
    if (value !== null && value.trim() !== '') asWritten[name] = value
  }
  // TIFF/EP, on which raw files are based, has the tags of dates in the main directory.
  const text = (tag: number) => textOf(tiff.exif, tag) ?? textOf(tiff.main, tag)
  const date = (tag: number, offset: number) => fromExif(text(tag), text(offset))
  return {
    asWritten,
    title: asWritten.XPTitle ?? null,
    descriptions: descriptionsOf(asWritten),
    artist: asWritten.Artist ?? asWritten.XPAuthor ?? null,
    keywords: asWritten.XPKeywords ?? null,
    copyright: copyright(tiff.main),
    dateTaken: date(TAG.dateTimeOriginal, TAG.offsetTimeOriginal),
    dateDigitized: date(TAG.dateTimeDigitized, TAG.offsetTimeDigitized),
  }
}

/** Windows repeats the title in ImageDescription; in that case ImageDescription comes last. */
function descriptionsOf(texts: Readonly<Record<string, string>>): string[] {
  const { ImageDescription: image, XPTitle, XPComment, UserComment, XPSubject } = texts
  const isTitle = image !== undefined && image.trim() === XPTitle?.trim()
  const inOrder = isTitle
    ? [XPComment, UserComment, XPSubject, image]
    : [image, XPComment, UserComment, XPSubject]
  return inOrder.filter((text) => text !== undefined)
}

const ASCII_TYPES = new Set([2, 129, 7])

function asText({ type, bytes }: TiffField): string | null {
  if (!ASCII_TYPES.has(type)) return null
  const end = bytes.indexOf(0)
  return decodeText(end === -1 ? bytes : bytes.subarray(0, end))
}

function textOf(directory: Directory, tag: number): string | null {
  const field = directory.get(tag)
  return field ? asText(field) : null
}

/** "photographer NUL editor": the first that is not blank. */
function copyright(directory: Directory): string | null {
  const field = directory.get(TAG.copyright)
  if (!field) return null
  const parts = decodeText(field.bytes).split('\0')
  return parts.find((part) => part.trim() !== '') ?? null
}
