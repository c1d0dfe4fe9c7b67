import { MediaProblem } from '../media-problem.ts'
import { viewOf } from '../metadata/bytes.ts'
import { TAG } from '../metadata/tiff.ts'
import type { ExtraChannels } from '../tiff-image.ts'
import { numbersOf, picturesOf, type TiffPicture, tagNumber } from '../tiff-pages.ts'
import { type Pixels, toTiff } from './pixels.ts'

const [UNCOMPRESSED, INTERLEAVED, UNSIGNED] = [1, 1, 1]
/** What the colours are, by the photometric interpretation (TIFF 6.0, section 8). */
const COLOURS: Readonly<Record<number, Pixels['colour']>> = { 1: 'grey', 2: 'rgb', 5: 'cmyk' }

/** Returns whether the colours of a TIFF can be taken out of its channels, of which there may be any number. */
export function hasPlainSamples({ directory }: TiffPicture): boolean {
  const one = (tag: number) => tagNumber(directory, tag) ?? 1
  const isPlain = one(TAG.sampleFormat) === UNSIGNED && [8, 16].includes(one(TAG.bitsPerSample))
  return isPlain && COLOURS[one(TAG.photometric)] !== undefined
}

/** Returns whether `withoutExtras` reads it as it is. */
export const isInterleaved = ({ directory }: TiffPicture): boolean =>
  (tagNumber(directory, TAG.compression) ?? UNCOMPRESSED) === UNCOMPRESSED &&
  (tagNumber(directory, TAG.planar) ?? INTERLEAVED) === INTERLEAVED &&
  directory.has(TAG.stripOffsets)

/**
 * Returns an uncompressed TIFF with interleaved 8- or 16-bit samples without the channels that follow its colours, except for
 * transparency. `picture` is the one in the file that counts, by default the first.
 *
 * @throws MediaProblem `truncated`.
 */
export function withoutExtras(
  file: Uint8Array,
  { count, beginsWithAlpha }: ExtraChannels,
  picture = [...picturesOf(file)][0]!,
): Buffer {
  const { directory } = picture
  const one = (tag: number) => tagNumber(directory, tag)!
  const [width, height, channels] = [one(TAG.width), one(TAG.height), one(TAG.samplesPerPixel)]
  const { littleEndian } = directory.get(TAG.width)!
  const isWide = one(TAG.bitsPerSample) === 16
  const stored = samplesOf(file, picture, width * height * channels * (isWide ? 2 : 1))
  const kept = channels - count + Number(beginsWithAlpha)
  const samples = new (isWide ? Uint16Array : Uint8Array)(width * height * kept)
  const view = viewOf(stored)
  const read = isWide ? (at: number) => view.getUint16(at * 2, littleEndian) : (at: number) => stored[at]!
  for (let from = 0, to = 0; to < samples.length; from += channels, to += kept)
    for (let channel = 0; channel < kept; channel++) samples[to + channel] = read(from + channel)
  const colour = COLOURS[one(TAG.photometric)]!
  const icc = directory.get(TAG.icc)?.bytes ?? null
  return toTiff({ width, height, colour, hasAlpha: beginsWithAlpha, samples, icc })
}

/** All samples as they are stored, in strips: so many bytes. */
function samplesOf(file: Uint8Array, { directory }: TiffPicture, bytes: number): Uint8Array {
  const lengths = numbersOf(directory.get(TAG.stripByteCounts))
  const strips = numbersOf(directory.get(TAG.stripOffsets)).map((at, index) =>
    file.subarray(at, at + (lengths[index] ?? file.length - at)),
  )
  const held = strips.reduce((sum, { length }) => sum + length, 0)
  if (held < bytes) throw new MediaProblem('truncated')
  return Buffer.concat(strips, bytes)
}
