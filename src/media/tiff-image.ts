import { isSensorData } from './formats/raw/raw-kind.ts'
import { MediaProblem } from './media-problem.ts'
import { type Directory, TAG } from './metadata/tiff.ts'
import { tagNumber as one, picturesOf, type TiffPicture } from './tiff-pages.ts'

/** The main picture of a TIFF, and how libvips has to read it. */
export type TiffImage = {
  readonly picture: TiffPicture
  /** Number of pixels. */
  readonly area: number
  /** The feature by which libvips would not show it as it is; null if none is known. */
  readonly unread: string | null
  /** Whether the smallest value is white (WhiteIsZero). */
  readonly isWhiteZero: boolean
  readonly extras: ExtraChannels
  /** The orientation (1 to 8) that its page declares for a SubIFD that declares none itself; else 1. */
  readonly inheritedOrientation: number
}

/** The channels of a picture that follow its colours (TIFF 6.0, ExtraSamples): transparency, and selections of an editor. */
export type ExtraChannels = {
  readonly count: number
  /** Whether the first of them is transparency. */
  readonly beginsWithAlpha: boolean
}

const SEPARATE_PLANES = 2
const WHITE_IS_ZERO = 0
const TRANSPARENCY_MASK = 4
const CMYK = 5
const LABS = [8, 9]
const UNSIGNED = 1
/** How many channels sharp takes. */
const MAX_CHANNELS = 5
/** Number of colour channels of each supported photometric interpretation. */
const COLOUR_CHANNELS: Readonly<Record<number, number>> = { 0: 1, 1: 1, 2: 3, 3: 1, 5: 4, 6: 3, 8: 3 }
/** Registered compression schemes that the npm build of libvips does not decode. */
const UNREAD_COMPRESSIONS: Readonly<Record<number, string>> = {
  6: 'old-style JPEG',
  33003: 'JPEG 2000',
  33004: 'JPEG 2000',
  33005: 'JPEG 2000',
  34661: 'JBIG',
  34712: 'JPEG 2000',
  34887: 'LERC',
  34925: 'LZMA',
  34933: 'PNG',
  34934: 'JPEG XR',
  50000: 'Zstandard',
  50002: 'JPEG XL',
  52546: 'JPEG XL',
}

/**
 * Finds the main picture of a TIFF: the first page, unless that is declared a reduced copy or a mask, or one of its
 * SubIFDs is declared to be the same picture at full size. Sensor data is no picture.
 *
 * @throws MediaProblem `unreadable` if there is none.
 */
export function findTiffImage(file: Uint8Array): TiffImage {
  const pictures = [...picturesOf(file)].filter(({ directory }) => !isSensorData(directory))
  if (pictures.length === 0) throw new MediaProblem('unreadable', 'there is no directory')
  const picture = mainOf(pictures)
  const { directory } = picture
  return {
    picture,
    area: areaOf(directory),
    unread: unreadFeature(directory),
    isWhiteZero: one(directory, TAG.photometric) === WHITE_IS_ZERO,
    extras: extraChannels(directory),
    inheritedOrientation: inheritedOrientation(picture, pictures),
  }
}

function inheritedOrientation({ place, directory }: TiffPicture, pictures: readonly TiffPicture[]): number {
  if (place.subifd === null || directory.has(TAG.orientation)) return 1
  const page = pictures.find((it) => it.place.page === place.page && it.place.subifd === null)
  return (page && one(page.directory, TAG.orientation)) ?? 1
}

function mainOf(pictures: readonly TiffPicture[]): TiffPicture {
  const full = pictures.filter(({ directory }) => !isReduced(directory) && !isMask(directory))
  const main = full[0] ?? pictures.reduce((a, b) => (areaOf(b.directory) > areaOf(a.directory) ? b : a))
  const larger = full.find(
    ({ place, directory }) =>
      place.page === main.place.page &&
      one(directory, TAG.newSubfileType) === 0 &&
      areaOf(directory) > areaOf(main.directory),
  )
  return larger ?? main
}

const isReduced = (directory: Directory) =>
  ((one(directory, TAG.newSubfileType) ?? 0) & 1) === 1 || one(directory, TAG.subfileType) === 2

const isMask = (directory: Directory) =>
  ((one(directory, TAG.newSubfileType) ?? 0) & 4) === 4 ||
  one(directory, TAG.photometric) === TRANSPARENCY_MASK

/** Names the feature of a picture that is not supported; null when none is known. */
function unreadFeature(directory: Directory): string | null {
  const compression = UNREAD_COMPRESSIONS[one(directory, TAG.compression) ?? 1]
  if (compression) return `${compression} compression`
  const bits = one(directory, TAG.bitsPerSample) ?? 1
  const channels = one(directory, TAG.samplesPerPixel) ?? 1
  const format = one(directory, TAG.sampleFormat) ?? UNSIGNED
  if ([5, 6].includes(format)) return 'complex numbers'
  if (![1, 2, 4, 8, 16, 32].includes(bits) || (bits < 8 && channels > 1)) return `${bits}-bit samples`
  if (LABS.includes(one(directory, TAG.photometric) ?? 0) && [8, 16].includes(bits)) return 'CIELAB'
  if (one(directory, TAG.planar) === SEPARATE_PLANES && channels > 1 && directory.has(TAG.tileWidth))
    return 'tiles in separate planes'
  if (one(directory, TAG.photometric) === CMYK && (bits === 32 || format !== UNSIGNED))
    return 'CMYK with other than 8 or 16 bits'
  const isRead = format === UNSIGNED && bits <= 16 && channels <= MAX_CHANNELS
  return !isRead && extraChannels(directory).count > 1 ? `${channels} channels of ${bits} bits` : null
}

function extraChannels(directory: Directory): ExtraChannels {
  const colours = COLOUR_CHANNELS[one(directory, TAG.photometric) ?? 1]
  const count = colours === undefined ? 0 : Math.max(0, (one(directory, TAG.samplesPerPixel) ?? 1) - colours)
  // NOTE: files of one extra channel without this field mean transparency.
  return {
    count,
    beginsWithAlpha: count > 0 && (one(directory, TAG.extraSamples) ?? Number(count === 1)) !== 0,
  }
}

const areaOf = (directory: Directory) => (one(directory, TAG.width) ?? 0) * (one(directory, TAG.height) ?? 0)
