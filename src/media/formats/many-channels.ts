import { MediaProblem } from '../media-problem.ts'
import { firstNumber } from '../metadata/tiff.ts'
import type { ExtraChannels } from '../tiff-image.ts'
import { numbersOf, picturesOf, type TiffPicture, tagNumber } from '../tiff-pages.ts'
import { type Pixels, toTiff } from './pixels.ts'

const T = {
  width: 256,
  height: 257,
  bitsPerSample: 258,
  compression: 259,
  photometric: 262,
  stripOffsets: 273,
  samplesPerPixel: 277,
  stripByteCounts: 279,
  planar: 284,
  sampleFormat: 339,
  icc: 34675,
} as const
const [UNCOMPRESSED, INTERLEAVED, UNSIGNED] = [1, 1, 1]
/** What the colours are, by the photometric interpretation (TIFF 6.0, section 8). */
const COLOURS: Readonly<Record<number, Pixels['colour']>> = { 1: 'grey', 2: 'rgb', 5: 'cmyk' }

/** Returns whether the colours of a TIFF can be taken out of its channels, of which there may be any number. */
export function hasPlainSamples({ directory }: TiffPicture): boolean {
  const one = (tag: number) => tagNumber(directory, tag) ?? 1
  const isPlain = one(T.sampleFormat) === UNSIGNED && [8, 16].includes(one(T.bitsPerSample))
  return isPlain && COLOURS[one(T.photometric)] !== undefined
}

/** Returns whether `withoutExtras` reads it as it is. */
export const isInterleaved = ({ directory }: TiffPicture): boolean =>
  (tagNumber(directory, T.compression) ?? UNCOMPRESSED) === UNCOMPRESSED &&
  (tagNumber(directory, T.planar) ?? INTERLEAVED) === INTERLEAVED &&
  directory.has(T.stripOffsets)

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
  const [width, height, channels] = [one(T.width), one(T.height), one(T.samplesPerPixel)]
  const { littleEndian } = directory.get(T.width)!
  const stored = samplesOf(file, picture, width * height * channels)
  const kept = channels - count + Number(beginsWithAlpha)
  const samples =
    one(T.bitsPerSample) === 16
      ? new Uint16Array(width * height * kept)
      : new Uint8Array(width * height * kept)
  const view = new DataView(stored.buffer, stored.byteOffset, stored.length)
  const read =
    samples instanceof Uint16Array
      ? (at: number) => view.getUint16(at * 2, littleEndian)
      : (at: number) => stored[at]!
  for (let from = 0, to = 0; to < samples.length; from += channels, to += kept)
    for (let channel = 0; channel < kept; channel++) samples[to + channel] = read(from + channel)
  const colour = COLOURS[one(T.photometric)]!
  const icc = directory.get(T.icc)?.bytes ?? null
  return toTiff({ width, height, colour, hasAlpha: beginsWithAlpha, samples, icc })
}

/** All samples as they are stored, in strips. */
function samplesOf(file: Uint8Array, { directory }: TiffPicture, count: number): Uint8Array {
  const bytes = count * (firstNumber(directory.get(T.bitsPerSample)!) / 8)
  const lengths = numbersOf(directory.get(T.stripByteCounts))
  const strips = numbersOf(directory.get(T.stripOffsets)).map((at, index) =>
    file.subarray(at, at + (lengths[index] ?? file.length - at)),
  )
  const held = strips.reduce((sum, { length }) => sum + length, 0)
  if (held < bytes) throw new MediaProblem('truncated')
  return Buffer.concat(strips, bytes)
}
