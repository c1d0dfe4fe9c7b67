import { createHash } from 'node:crypto'
import sharp, { type Sharp } from 'sharp'
import type { Raster } from './decode-strictly.ts'
import { featuresOf, type PictureFeatures } from './features/features.ts'
import { MediaProblem } from './media-problem.ts'
import type { OpenPicture } from './open-native.ts'
import { type PaletteColour, paletteOf } from './palette.ts'
import { type Bound, type Dimensions, sizeOf } from './size-of.ts'
import { mark } from './watermark.ts'
import type { Watermark } from './watermark-design.ts'

/** A rendition to make. */
export type RenditionSpec = {
  readonly name: string
  readonly bound: Bound
  readonly mediaType: 'image/jpeg' | 'image/webp' | 'image/avif'
  readonly watermark: boolean
  /** For a file that is licensed: at the quality of a print, with this resolution and the sRGB profile. */
  readonly print?: { readonly dpi: number }
}

/** A rendition as encoded bytes. */
export type Rendition = {
  readonly name: string
  readonly mediaType: 'image/jpeg' | 'image/webp' | 'image/avif'
  readonly width: number
  readonly height: number
  readonly isWatermarked: boolean
  /** Key of the watermark; null where there is none. */
  readonly watermarkKey: string | null
  readonly bytes: Uint8Array
}

/** The renditions of a picture. */
export type Rendered = {
  /** Size of the original, upright. */
  readonly width: number
  readonly height: number
  readonly renditions: readonly Rendition[]
  /** What of the picture is not shown, or not read of its sidecar; null if nothing is missing. */
  readonly warning: string | null
}

/** What is learnt of a picture from its pixels. */
export type Measurements = {
  readonly colorType: 'color' | 'black_and_white'
  readonly palette: readonly PaletteColour[]
  /** SHA-256 of the pixels of the largest rendition asked for, before any watermark: equal pixels, equal hash. */
  readonly rasterHash: string
  readonly features: PictureFeatures
}

const JPEG = { quality: 82, chromaSubsampling: '4:2:0' } as const
const PRINT_JPEG = { quality: 95, chromaSubsampling: '4:4:4', optimiseCoding: false } as const
/**
 * Up to this many pixels, JPEGs have Huffman tables of their own; larger ones would take more than twice as long for a few per
 * cent of the bytes (docs/decisions/0035-standard-huffman-tables.md).
 */
const OWN_TABLES_PX = 170 * 170
const WEBP = { quality: 80, effort: 3 } as const
/** More effort would take twice as long for a fiftieth of the bytes (docs/decisions/0029-formats-by-accept.md). */
const AVIF = { quality: 60, effort: 0 } as const
/** Channel differences below this are compression noise and not colour. */
const GREY_TOLERANCE = 14
const GREY_SHARE = 0.002

/**
 * Makes renditions of the picture that `open` opens from a single decode: upright, in sRGB, transparency flattened onto white, without
 * metadata. The largest comes from the file, shrunk on load where the format allows; the others are made from it.
 *
 * @throws MediaProblem when the bytes cannot be decoded within the limits.
 */
export const render = (
  open: () => Promise<OpenPicture>,
  specs: readonly RenditionSpec[],
  watermark: Watermark,
): Promise<Rendered> =>
  open()
    .then(async (picture) => {
      const made = await recoded(picture, specs)
      const renditions = made ?? (await draw(await decoded(picture, specs), specs, watermark))
      return { ...summaryOf(picture), renditions }
    })
    .catch(rethrow)

/** Makes renditions as `render`, and measures the picture. @throws as `render`. */
export const renderAndMeasure = (
  open: () => Promise<OpenPicture>,
  specs: readonly RenditionSpec[],
  watermark: Watermark,
): Promise<Rendered & Measurements> =>
  open()
    .then(async (picture) => {
      const sized = await decoded(picture, specs)
      const measurements = await measure(sized.raster, picture.original)
      return { ...summaryOf(picture), ...measurements, renditions: await draw(sized, specs, watermark) }
    })
    .catch(rethrow)

/** A picture decoded in the largest size that is needed of it, and the size of each rendition. */
type Decoded = { readonly raster: Raster; readonly sizes: readonly Dimensions[] }

const summaryOf = ({ original: { width, height }, warning = null }: OpenPicture) => ({
  width,
  height,
  warning,
})

/** Makes a single rendition without a watermark straight from the file; null where that is not possible. */
async function recoded(
  picture: OpenPicture,
  specs: readonly RenditionSpec[],
): Promise<readonly Rendition[] | null> {
  const [spec, ...others] = specs
  if (!spec || others.length > 0 || spec.watermark || spec.print || !picture.recode) return null
  const size = sizeOf(picture.original, spec.bound)
  const bytes = await picture.recode(size, (pixels) => encodedAs(pixels, spec, size))
  return [{ ...named(spec), ...size, isWatermarked: false, watermarkKey: null, bytes }]
}

async function decoded(picture: OpenPicture, specs: readonly RenditionSpec[]): Promise<Decoded> {
  const sizes = specs.map(({ bound }) => sizeOf(picture.original, bound))
  const largest = sizes.reduce((a, b) => (b.width > a.width ? b : a))
  return { raster: await picture.decode(largest), sizes }
}

/** Makes renditions of decoded pixels, which are freed: the last one may be drawn onto them. */
async function draw(
  { raster, sizes }: Decoded,
  specs: readonly RenditionSpec[],
  watermark: Watermark,
): Promise<readonly Rendition[]> {
  const renditions: Rendition[] = []
  for (const [index, spec] of specs.entries()) {
    const isLast = index === specs.length - 1
    renditions.push(await encode(raster, spec, { size: sizes[index]!, watermark, isLast }))
  }
  free(raster)
  return renditions
}

async function measure(raster: Raster, original: Dimensions): Promise<Measurements> {
  const { data, info } = raster
  return {
    palette: paletteOf({ data, channels: info.channels }),
    colorType: colorType(raster),
    rasterHash: rasterHash(raster, original),
    features: await featuresOf(raster),
  }
}

async function encode(
  raster: Raster,
  spec: RenditionSpec,
  { size, watermark, isLast }: { size: Dimensions; watermark: Watermark; isLast: boolean },
): Promise<Rendition> {
  const { width, height } = raster.info
  const isInSize = width === size.width && height === size.height
  const whole = pictureOf(raster)
  const fitted = isInSize ? whole : whole.resize(size.width, size.height, { fit: 'fill' })
  const marked = isInSize ? () => (isLast ? raster : copyOf(raster)) : () => pixelsOf(fitted)
  const pixels = spec.watermark ? await marked() : null
  if (pixels) await mark(watermark, { ...pixels.info, data: pixels.data })
  const bytes = await encodedAs(pixels ? pictureOf(pixels) : fitted, spec, size).toBuffer()
  if (pixels && pixels !== raster) free(pixels)
  const watermarkKey = spec.watermark ? watermark.key : null
  return { ...named(spec), ...size, isWatermarked: spec.watermark, watermarkKey, bytes }
}

/**
 * Frees pixels that are not needed any more. Otherwise they would wait for a garbage collection, which is due the sooner the more of
 * them there are.
 */
function free({ data }: Raster): void {
  if (data.length === data.buffer.byteLength) (data.buffer as ArrayBuffer).transfer(0)
}

const named = ({ name, mediaType }: RenditionSpec) => ({ name, mediaType })

const pictureOf = ({ data, info: { width, height, channels } }: Raster): Sharp =>
  sharp(data, { raw: { width, height, channels } })
const pixelsOf = (picture: Sharp): Promise<Raster> => picture.raw().toBuffer({ resolveWithObject: true })
const copyOf = ({ data, info }: Raster): Raster => ({ data: Buffer.from(data), info })

function encodedAs(
  picture: Sharp,
  { mediaType, print }: Pick<RenditionSpec, 'mediaType' | 'print'>,
  { width, height }: Dimensions,
): Sharp {
  if (mediaType === 'image/webp') return picture.webp(WEBP)
  if (mediaType === 'image/avif') return picture.avif(AVIF)
  if (print) return forPrint(picture, print)
  return picture.jpeg({ ...JPEG, optimiseCoding: width * height <= OWN_TABLES_PX })
}

const forPrint = (picture: Sharp, { dpi }: { dpi: number }): Sharp =>
  picture.withMetadata({ density: dpi, icc: 'srgb' }).jpeg(PRINT_JPEG)

function rasterHash({ data, info }: Raster, original: Dimensions): string {
  const hash = createHash('sha256').update(
    `${original.width}x${original.height} ${info.width}x${info.height} ${info.channels}\n`,
  )
  return hash.update(data).digest('hex')
}

function colorType({ data, info: { channels } }: Raster): 'color' | 'black_and_white' {
  if (channels < 3) return 'black_and_white'
  const pixels = data.length / channels
  const allowed = pixels * GREY_SHARE
  let coloured = 0
  for (let at = 0; at < data.length; at += channels) {
    const [r, g, b] = [data[at]!, data[at + 1]!, data[at + 2]!]
    if (Math.max(r, g, b) - Math.min(r, g, b) > GREY_TOLERANCE && ++coloured > allowed) return 'color'
  }
  return 'black_and_white'
}

function rethrow(error: unknown): never {
  throw toMediaProblem(error)
}

/** The message of libvips describes the file; it never contains a path, because libvips is given bytes. */
function toMediaProblem(error: unknown): MediaProblem {
  if (error instanceof MediaProblem) return error
  const message = error instanceof Error ? error.message : String(error)
  if (/out of memory|insufficient memory|allocat/i.test(message)) return new MediaProblem('out_of_memory')
  if (/truncated|premature|(?:end of|unexpected end)|not enough data|got \d+ bytes, expected/i.test(message))
    return new MediaProblem('truncated')
  return new MediaProblem('unreadable', reasonIn(message))
}

/** The first meaningful line of a message of libvips, without the name of its module. */
function reasonIn(message: string): string | undefined {
  const reasons = message
    .split('\n')
    .filter((line) => !line.startsWith('Warning treated as error'))
    .map((line) => line.replace(/^(?:Input buffer has corrupt header: )?(?:\w+: )?/, '').trim())
  return reasons.find((reason) => reason !== '' && !/unknown error/i.test(reason))?.slice(0, 200)
}
