import { MediaProblem } from './media-problem.ts'
import { type PictureFormat, SNIFF_BYTES, sniff } from './picture-format.ts'
import type { Dimensions } from './size-of.ts'
import { bytesOf } from './svg-pictures.ts'
import { refuseOutside } from './svg-safety.ts'
import { rootOf, type SvgTag, takeProlog } from './svg-text.ts'

/** An SVG that refers to nothing outside itself, with the size that it declares (CSS pixels). */
export type Drawing = {
  readonly size: Dimensions
  readonly root: SvgTag
  readonly rest: string
  /** The embedded raster pictures, including those of embedded drawings. */
  readonly pictures: readonly Uint8Array[]
  /** The name of a picture outside the file, which is not shown; null if there is none. */
  readonly missing: string | null
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
/** The size that CSS gives a replaced element without any size of its own. */
const UNSAID = { width: 300, height: 150 } as const

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

/** The drawing as a document of exactly this size. */
export function drawnAt({ root, rest, size }: Drawing, { width, height }: Dimensions): Buffer {
  const attributes = new Map(root.attributes)
  if (boxOf(attributes) === null) attributes.set('viewBox', `0 0 ${size.width} ${size.height}`)
  attributes.set('width', String(width)).set('height', String(height))
  const written = [...attributes].map(([name, value]) => ` ${name}="${value.replaceAll('"', '&quot;')}"`)
  return Buffer.from(`<${root.name}${written.join('')}${root.text.endsWith('/>') ? '/>' : '>'}${rest}`)
}

function sizeOfRoot({ attributes }: SvgTag): Dimensions {
  const [width, height] = [lengthOf(attributes.get('width')), lengthOf(attributes.get('height'))]
  const box = boxOf(attributes)
  if (width !== null && height !== null) return whole(width, height)
  if (box === null) return whole(width ?? UNSAID.width, height ?? UNSAID.height)
  if (width !== null) return whole(width, (width * box.height) / box.width)
  if (height !== null) return whole((height * box.width) / box.height, height)
  return whole(box.width, box.height)
}

/** "210mm" in pixels; null when it depends on a surrounding page ("100%") or is invalid. */
function lengthOf(text: string | undefined): number | null {
  const match = /^\s*\+?(\d*\.?\d+(?:e[+-]?\d+)?)\s*([a-z]*)\s*$/i.exec(text ?? '')
  const pixels = match ? Number(match[1]) * (UNITS[match[2]!.toLowerCase()] ?? Number.NaN) : Number.NaN
  return pixels > 0 && Number.isFinite(pixels) ? pixels : null
}

function boxOf(attributes: ReadonlyMap<string, string>): Dimensions | null {
  const [, , width, height] = (attributes.get('viewBox') ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number)
  return width! > 0 && height! > 0 && Number.isFinite(width! * height!)
    ? { width: width!, height: height! }
    : null
}

const whole = (width: number, height: number): Dimensions => ({
  width: Math.max(1, Math.round(width)),
  height: Math.max(1, Math.round(height)),
})
