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

/** The renditions of a picture and what was measured on the way. */
export type Rendered = {
  /** Size of the original, upright. */
  readonly width: number
  readonly height: number
  readonly colorType: 'color' | 'black_and_white'
  readonly palette: readonly PaletteColour[]
  /** SHA-256 of the pixels of the largest rendition asked for, before any watermark: equal pixels, equal hash. */
  readonly rasterHash: string
  readonly renditions: readonly Rendition[]
  /** Null when the job did not ask for them. */
  readonly features: PictureFeatures | null
  /** What of the picture is not shown; null if nothing is missing. */
  readonly warning: string | null
}

type RenderOptions = {
  readonly watermark: Watermark
  readonly withFeatures: boolean
}

const JPEG = { quality: 82, chromaSubsampling: '4:2:0' } as const
const PRINT_JPEG = { quality: 95, chromaSubsampling: '4:4:4' } as const
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
export async function render(
  open: () => Promise<OpenPicture>,
  specs: readonly RenditionSpec[],
  { watermark, withFeatures }: RenderOptions,
): Promise<Rendered> {
  try {
    const picture = await open()
    const { original } = picture
    const sizes = specs.map(({ bound }) => sizeOf(original, bound))
    const largest = sizes.reduce((a, b) => (b.width > a.width ? b : a))
    const raster = await picture.decode(largest)
    const renditions: Rendition[] = []
    for (const [index, spec] of specs.entries())
      renditions.push(await encode(raster, spec, { size: sizes[index]!, watermark }))
    const { data, info } = raster
    const palette = paletteOf({ data, channels: info.channels })
    return {
      width: original.width,
      height: original.height,
      palette,
      renditions,
      colorType: colorType(raster),
      rasterHash: rasterHash(raster, original),
      features: withFeatures ? await featuresOf(raster) : null,
      warning: picture.warning ?? null,
    }
  } catch (error) {
    throw toMediaProblem(error)
  }
}

async function encode(
  raster: Raster,
  { name, mediaType, watermark: isWatermarked, print }: RenditionSpec,
  { size, watermark }: { size: Dimensions; watermark: Watermark },
): Promise<Rendition> {
  const { width, height, channels } = raster.info
  const whole = sharp(raster.data, { raw: { width, height, channels } })
  const fitted =
    width === size.width && height === size.height
      ? whole
      : whole.resize(size.width, size.height, { fit: 'fill' })
  const marked = isWatermarked ? await withMark(fitted, watermark) : fitted
  const encoded = encodedAs(marked, mediaType, print)
  const bytes = await encoded.toBuffer()
  const watermarkKey = isWatermarked ? watermark.key : null
  return { name, mediaType, ...size, isWatermarked, watermarkKey, bytes }
}

function encodedAs(
  picture: Sharp,
  mediaType: RenditionSpec['mediaType'],
  print: RenditionSpec['print'],
): Sharp {
  if (mediaType === 'image/webp') return picture.webp(WEBP)
  if (mediaType === 'image/avif') return picture.avif(AVIF)
  return print ? forPrint(picture, print) : picture.jpeg(JPEG)
}

const forPrint = (picture: Sharp, { dpi }: { dpi: number }): Sharp =>
  picture.withMetadata({ density: dpi, icc: 'srgb' }).jpeg(PRINT_JPEG)

async function withMark(picture: Sharp, watermark: Watermark): Promise<Sharp> {
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  await mark(watermark, { data, width, height, channels })
  return sharp(data, { raw: { width, height, channels } })
}

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
