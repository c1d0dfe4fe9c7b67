import sharp, { type Metadata, type SharpOptions } from 'sharp'
import { partOf } from '../lib/colour.ts'
import type { Raster } from './decode-strictly.ts'
import { type Dimensions, sizeOf } from './size-of.ts'

/** The values of floating-point, signed or 32-bit samples that are shown as black and as white. */
export type SampleRange = { readonly black: number; readonly white: number }

type Samples = { readonly values: Float32Array; readonly width: number; readonly height: number }
type Source = { readonly file: Uint8Array; readonly options: SharpOptions; readonly metadata: Metadata }

/** The conventional white of each sample type other than plain 8 or 16 bits. */
const WHITE: Readonly<Record<string, number>> = {
  char: 127,
  short: 32_767,
  int: 2_147_483_647,
  uint: 4_294_967_295,
  float: 1,
}
/** The range is measured on a copy of this size, so that every rendition has the same tones. */
const MEASURED_PX = 512
/** Share of the samples at either end that may be outside the range: dead pixels and reflections. */
const OUTLIERS = 0.001
/** Pictures that use less than this share of the range of their type would look almost black. */
const LEAST_USED = 1 / 256

/** Colour spaces of libvips whose white is that of the sample type. */
const SPACES: readonly string[] = ['b-w', 'grey16', 'srgb', 'rgb16', 'scrgb']

/** Returns whether libvips has no rule for displaying the samples of a picture. */
export const hasWideSamples = ({ depth, space }: Metadata): boolean =>
  WHITE[depth ?? ''] !== undefined && SPACES.includes(space)

/**
 * Finds the range of a picture's samples. Samples that follow the convention of their type (0 to 1, or 0 to the maximum)
 * are shown by it; others from their smallest to their largest value.
 */
export async function measureRange({
  isWhiteZero,
  ...source
}: Source & { isWhiteZero: boolean }): Promise<SampleRange> {
  const { black, white } = await usedRange(source)
  // NOTE: libvips has already inverted unsigned 32-bit samples, as it does for 8- and 16-bit ones.
  return isWhiteZero && source.metadata.depth !== 'uint' ? { black: white, white: black } : { black, white }
}

async function usedRange(source: Source): Promise<SampleRange> {
  const { metadata } = source
  const { values } = await readSamples(source, sizeOf(metadata, { longestSidePx: MEASURED_PX }))
  const sorted = values.filter(Number.isFinite).sort()
  const outliers = Math.floor(sorted.length * OUTLIERS)
  const [low, high] = [sorted[outliers] ?? 0, sorted[sorted.length - 1 - outliers] ?? 1]
  const white = WHITE[metadata.depth ?? '']!
  const isConventional = low >= 0 && high <= white * (1 + LEAST_USED) && high > white * LEAST_USED
  if (isConventional || low === high) return { black: 0, white: isConventional ? white : high || 1 }
  return { black: isLinear(metadata) ? Math.min(0, low) : low, white: high }
}

/** The pixels at this size as bytes, upright, in grey or sRGB. NaN samples are black. */
export async function toBytes(
  source: Source,
  size: Dimensions,
  { black, white }: SampleRange,
): Promise<Raster> {
  const { values, width, height } = await readSamples(source, size)
  const encode = isLinear(source.metadata) ? partOf : (share: number) => share
  const bytes = Buffer.allocUnsafe(values.length)
  for (const [index, value] of values.entries()) {
    const share = Math.min(1, Math.max(0, (value - black) / (white - black)))
    bytes[index] = Number.isNaN(share) ? 0 : Math.round(encode(share) * 255)
  }
  const channels = (values.length / (width * height)) as 1 | 3
  const picture = sharp(bytes, { raw: { width, height, channels } })
  return picture.toColourspace('srgb').raw().toBuffer({ resolveWithObject: true })
}

/**
 * Reads samples with the values in the file. NOTE: sharp converts 16-bit grey to unsigned numbers first, so signed and
 * half-precision samples are shifted into that range and back.
 */
async function readSamples({ file, options, metadata }: Source, size: Dimensions): Promise<Samples> {
  const { space, depth } = metadata
  const isGrey16 = space === 'grey16'
  const [times, add] = isGrey16 && depth === 'float' ? [65_535, 0] : [1, isGrey16 ? 32_768 : 0]
  const picture = sharp(file, { ...options, ignoreIcc: true })
    .autoOrient()
    .resize(size.width, size.height, { fit: 'fill' })
    .removeAlpha()
    .pipelineColourspace(space)
    .toColourspace(space)
    .raw({ depth: 'float' })
  const { data, info } = await (isGrey16 ? picture.linear(times, add) : picture).toBuffer({
    resolveWithObject: true,
  })
  const values = new Float32Array(data.buffer, data.byteOffset, data.length / 4)
  return { values: isGrey16 ? values.map((value) => (value - add) / times) : values, ...info }
}

/** Floating-point colours are linear light, as the programs that write them assume. */
const isLinear = ({ space }: Metadata) => space === 'scrgb'
