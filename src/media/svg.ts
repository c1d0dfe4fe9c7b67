import sharp, { type Sharp, type SharpOptions } from 'sharp'
import { MediaProblem } from './media-problem.ts'
import { type PictureFormat, SNIFF_BYTES, sniff } from './picture-format.ts'
import type { Dimensions } from './size-of.ts'
import { bytesOf } from './svg-pictures.ts'
import { type Missing, refuseOutside } from './svg-safety.ts'
import { rootOf, type SvgTag, takeProlog } from './svg-text.ts'

/** An SVG that refers to nothing outside itself, with the size that it declares (CSS pixels). */
export type Drawing = {
  readonly size: Dimensions
  readonly root: SvgTag
  readonly rest: string
  /** The embedded raster pictures, including those of embedded drawings. */
  readonly pictures: readonly Uint8Array[]
  /** A picture or font outside the file, without which it is shown; null if there is none. */
  readonly missing: Missing | null
}

/** CSS pixels of each unit (CSS Values and Units 4, 6.2: an inch has 96). */
const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  px: 1,
  pt: 4 / 3,
  pc: 16,
  in: 96,
  cm: 96 / 2.54,
  mm: 96 / 25.4,
  em: 16,
  ex: 8,
}
/** The resolution at which the renderer has to convert units inside the drawing, so that they agree with `UNITS`. */
const DPI = 96
/** The resolution at which libvips makes a pixel of an SVG a pixel of the picture. */
const VIPS_DPI = 72
/** A size whose aspect ratio would change by more than this when it is rounded to pixels is enlarged before. */
const MAX_DISTORTION = 0.01
const ENLARGED_PX = 100
/** What the usual prefixes stand for in drawings whose declaration of a namespace is damaged. */
const NAMESPACES: Readonly<Record<string, string>> = {
  xmlns: 'http://www.w3.org/2000/svg',
  'xmlns:svg': 'http://www.w3.org/2000/svg',
  'xmlns:xlink': 'http://www.w3.org/1999/xlink',
}
/** The size that CSS gives a replaced element without any size of its own. */
const UNSAID = { width: 300, height: 150 } as const

/** By this libvips recognises a drawing whose elements have a prefix ("svg:svg"). */
export const RECOGNISED = '<!--<svg-->'

/** Lengths that no drawing has. */
const [MIN_LENGTH_PX, MAX_LENGTH_PX] = [1e-6, 1e9]
/** How deep drawings may be nested. */
const MAX_DEPTH = 4

/**
 * Reads an SVG (SVG 2) as far as drawing it requires: its size from width and height, else from its viewBox.
 *
 * @throws MediaProblem `svg_outside`, `svg_active`, `svg_entities`, or `unreadable` when it has no root.
 */
export function readDrawing(file: Uint8Array, depth = 1): Drawing {
  const text = takeProlog(file)
  const root = rootOf(text)
  if (!root) throw new MediaProblem('unreadable', 'there is no svg element')
  const { embedded, missing } = refuseOutside(text)
  const inside = embedded.map((address) => readEmbedded(bytesOf(address), depth))
  return {
    size: sizeOfRoot(root),
    root,
    rest: text.slice(root.text.length),
    pictures: inside.flatMap(({ pictures }) => pictures),
    missing: missing ?? inside.find((it) => it.missing !== null)?.missing ?? null,
  }
}

function readEmbedded(picture: Uint8Array, depth: number): Pick<Drawing, 'pictures' | 'missing'> {
  if (formatOf(picture) !== 'svg') return { pictures: [picture], missing: null }
  if (depth === MAX_DEPTH) throw new MediaProblem('unreadable', 'drawings are nested too deeply')
  return readDrawing(picture, depth + 1)
}

function formatOf(picture: Uint8Array): PictureFormat | null {
  try {
    return sniff(picture.subarray(0, SNIFF_BYTES))
  } catch (error) {
    if (error instanceof MediaProblem) return null
    throw error
  }
}

/** The size of a drawing in whole pixels: as declared, unless that is so small that its aspect ratio would be lost. */
export function wholeSizeOf({ size: { width, height } }: Drawing): Dimensions {
  const ratio = Math.max(1, Math.round(width)) / Math.max(1, Math.round(height))
  const isDistorted = Math.abs(ratio / (width / height) - 1) > MAX_DISTORTION || Math.min(width, height) < 0.5
  const scale = isDistorted ? ENLARGED_PX / Math.min(width, height) : 1
  return { width: Math.round(width * scale), height: Math.round(height * scale) }
}

/** Returns whether a drawing declares its size or aspect ratio. */
export const hasSize = ({ root: { attributes } }: Drawing): boolean =>
  boxOf(attributes) !== null || ['width', 'height'].some((name) => lengthOf(attributes.get(name)) !== null)

/** Draws it at exactly this size. */
export function drawnAt(drawing: Drawing, size: Dimensions, options: SharpOptions = {}): Sharp {
  return sharp(documentOf(drawing, size), { ...options, density: DPI })
}

/** The drawing as a document that has this size at `DPI`. */
export function documentOf({ root, rest, size }: Drawing, { width, height }: Dimensions): Buffer {
  const attributes = new Map(root.attributes)
  if (boxOf(attributes) === null) attributes.set('viewBox', `0 0 ${size.width} ${size.height}`)
  attributes.set('width', String((width * VIPS_DPI) / DPI)).set('height', String((height * VIPS_DPI) / DPI))
  const written = [...attributes].map(
    ([name, value]) => ` ${name}="${mended(name, value).replaceAll('"', '&quot;')}"`,
  )
  return Buffer.from(
    `${RECOGNISED}<${root.name}${written.join('')}${root.text.endsWith('/>') ? '/>' : '>'}${rest}`,
  )
}

/** NOTE: the renderer refuses a namespace that is no address, as drawing programs have written for entities. */
const mended = (name: string, value: string): string =>
  name.startsWith('xmlns') && /[&\s]/.test(value) ? (NAMESPACES[name] ?? 'urn:unknown') : value

function sizeOfRoot({ attributes }: SvgTag): Dimensions {
  const [width, height] = [lengthOf(attributes.get('width')), lengthOf(attributes.get('height'))]
  const box = boxOf(attributes)
  if (width !== null && height !== null) return { width, height }
  if (box === null) return { width: width ?? UNSAID.width, height: height ?? UNSAID.height }
  if (width !== null) return { width, height: (width * box.height) / box.width }
  if (height !== null) return { width: (height * box.width) / box.height, height }
  return { width: box.width, height: box.height }
}

/** "210mm" in pixels; null when it depends on a surrounding page ("100%") or is invalid. */
function lengthOf(text: string | undefined): number | null {
  const match = /^\s*\+?(\d*\.?\d+(?:e[+-]?\d+)?)\s*([a-z]*)\s*$/i.exec(text ?? '')
  const pixels = match ? Number(match[1]) * (UNITS[match[2]!.toLowerCase()] ?? Number.NaN) : Number.NaN
  return isLength(pixels) ? pixels : null
}

function boxOf(attributes: ReadonlyMap<string, string>): Dimensions | null {
  const [, , width, height] = (attributes.get('viewBox') ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number)
  return isLength(width) && isLength(height) ? { width, height } : null
}

const isLength = (pixels: number | undefined): pixels is number =>
  pixels !== undefined && pixels > MIN_LENGTH_PX && pixels < MAX_LENGTH_PX
