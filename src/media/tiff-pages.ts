import {
  type Directory,
  firstNumber,
  nextDirectory,
  openDirectories,
  readDirectory,
  TAG,
  type TiffField,
} from './metadata/tiff.ts'

/** A picture in a TIFF, addressed as in libvips: by page, and by its number among the SubIFDs of that page. */
export type TiffAddress = { readonly page: number; readonly subifd: number | null }
/** A picture in a TIFF and its directory. */
export type TiffPicture = {
  readonly place: TiffAddress
  readonly directory: Directory
  /** Where the directory is in the file. */
  readonly at: number
}

const MAX_PAGES = 1000
const MAX_SUB_IFDS = 32

/**
 * Every picture of a TIFF: each page (TIFF 6.0, section 2) followed by the pictures in its SubIFDs (TIFF Technical
 * Note 1, tag 330).
 */
export function* picturesOf(file: Uint8Array): Generator<TiffPicture> {
  const opened = openDirectories(file)
  if (!opened) return
  const { reader, first } = opened
  const seen = new Set<number>()
  for (let page = 0, at = first; at !== 0 && !seen.has(at) && page < MAX_PAGES; page++) {
    seen.add(at)
    const directory = readDirectory(reader, at)
    yield { place: { page, subifd: null }, directory, at }
    const below = numbersOf(directory.get(TAG.subIfds)).slice(0, MAX_SUB_IFDS)
    for (const [subifd, offset] of below.entries())
      yield { place: { page, subifd }, directory: readDirectory(reader, offset), at: offset }
    at = nextDirectory(reader, at)
  }
}

/** All values of a field of integers; none when the field is missing. */
export function numbersOf(field: TiffField | undefined): number[] {
  if (!field) return []
  const width = WIDTHS[field.type] ?? 1
  return Array.from({ length: Math.floor(field.bytes.length / width) }, (_, index) =>
    firstNumber({ ...field, bytes: field.bytes.subarray(index * width, (index + 1) * width) }),
  )
}

/** Bytes of one value of the types that hold integers: SHORT, LONG, IFD, LONG8, IFD8. */
const WIDTHS: Readonly<Record<number, number>> = { 3: 2, 4: 4, 13: 4, 16: 8, 18: 8 }

/** The first value of a field of integers; undefined when it is missing. */
export const tagNumber = (directory: Directory, tag: number): number | undefined =>
  numbersOf(directory.get(tag))[0]
