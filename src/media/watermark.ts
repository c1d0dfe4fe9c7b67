import sharp from 'sharp'
import type { Dimensions } from './size-of.ts'
import { LETTER_HEIGHT, strokesOf } from './stroke-text.ts'
import { drawnAt, readDrawing } from './svg.ts'
import { DEFAULT_OPACITY, type Watermark } from './watermark-design.ts'

/** A raw RGBA picture that is repeated over another. */
type Tile = Dimensions & { readonly data: Buffer }

/** What a tile changes in pixels of some number of channels. */
type Changes = Dimensions & {
  /** Where the changes of each row begin, and at the end where those of the last one end. */
  readonly rows: Uint32Array
  /** Which bytes of the row are changed, in ascending order. */
  readonly places: Uint32Array
  /** How much of each byte is left, of 255. */
  readonly left: Uint8Array
  /** What is added to that, in 255ths. */
  readonly added: Uint16Array
}

/** Raw pixels of one to four channels. */
export type Pixels = Dimensions & { readonly data: Buffer; readonly channels: number }

const TILE = { width: 300, height: 172 }
const ANGLE = (-Math.atan2(TILE.height, TILE.width) * 180) / Math.PI
/** How long the word may be on the tile, and its maximum size. */
const WORD = { width: 190, scale: 1.05 }
/** Tile size as a share of the picture's longest side: the word then appears about a dozen times. */
const TILE_SHARE = 0.36
/** Share of the tile that the owner's drawing takes up. */
const DRAWING_SHARE = 0.66
/** The dark edge that keeps white lines visible on white. */
const EDGE_OPACITY = 0.22 / (DEFAULT_OPACITY / 100)
const MAX_KEPT = 32

const changes = new Map<string, Changes>()

/**
 * Draws the watermark onto the pixels. Its lines continue from tile to tile, so that no part is left bare.
 * NOTE: libvips would composite the whole picture in floating point; most of a tile is transparent and skipped here.
 */
export async function mark(watermark: Watermark, { data, width, height, channels }: Pixels): Promise<void> {
  const { rows, places, left, added, ...tile } = await changesOf(watermark, { width, height }, channels)
  const stride = width * channels
  for (let y = 0; y < height; y++) {
    const [from, to] = [rows[y % tile.height]!, rows[(y % tile.height) + 1]!]
    for (let x = 0; x < stride; x += tile.width * channels) {
      const start = y * stride + x
      const room = stride - x
      for (let change = from; change < to && places[change]! < room; change++) {
        const at = start + places[change]!
        data[at] = rounded(data[at]! * left[change]! + added[change]!)
      }
    }
  }
}

/** Rounds 255ths, at most 255 times 255. */
const rounded = (parts: number) => ((parts + 128) * 257) >>> 16

/** Draws the watermark for something of this size, as raw RGBA. */
export async function drawMark(watermark: Watermark, { width, height }: Dimensions): Promise<Buffer> {
  const tile = await tileOf(watermark, { width, height })
  const data = Buffer.alloc(width * height * 4)
  for (let y = 0; y < height; y++) {
    const row = (y % tile.height) * tile.width * 4
    for (let left = 0; left < width; left += tile.width)
      tile.data.copy(data, (y * width + left) * 4, row, row + Math.min(tile.width, width - left) * 4)
  }
  return data
}

/** What the tile for something of this size changes. */
async function changesOf(watermark: Watermark, size: Dimensions, channels: number): Promise<Changes> {
  const name = `${watermark.key} ${tileWidthFor(size)} ${channels}`
  const known = changes.get(name)
  if (known) return known
  if (changes.size >= MAX_KEPT) changes.clear()
  const found = changesBy(await tileOf(watermark, size), channels)
  changes.set(name, found)
  return found
}

function changesBy({ data, width, height }: Tile, channels: number): Changes {
  const colours = Math.min(channels, 3)
  const rows = new Uint32Array(height + 1)
  const places = new Uint32Array(width * height * colours)
  const left = new Uint8Array(places.length)
  const added = new Uint16Array(places.length)
  let count = 0
  for (let pixel = 0; pixel < width * height; pixel++) {
    const alpha = data[pixel * 4 + 3]!
    for (let colour = 0; colour < colours && alpha > 0; colour++) {
      places[count] = (pixel % width) * channels + colour
      left[count] = 255 - alpha
      added[count] = data[pixel * 4 + colour]! * alpha
      count++
    }
    rows[Math.floor(pixel / width) + 1] = count
  }
  return { width, height, rows, places, left, added }
}

const tileWidthFor = ({ width, height }: Dimensions) =>
  Math.max(24, Math.round(Math.max(width, height) * TILE_SHARE))

function tileOf(watermark: Watermark, marked: Dimensions): Promise<Tile> {
  const width = tileWidthFor(marked)
  const size = { width, height: Math.round((width * TILE.height) / TILE.width) }
  return watermark.svg === null ? write(watermark, size) : place(watermark.svg, watermark, size)
}

async function write(watermark: Watermark, size: Dimensions): Promise<Tile> {
  const drawn = sharp(Buffer.from(svg(watermark, size)))
  return { data: await drawn.ensureAlpha().raw().toBuffer(), ...size }
}

/** The owner's drawing in the middle of the tile, at the chosen opacity. */
async function place(text: string, { opacity }: Watermark, size: Dimensions): Promise<Tile> {
  const drawing = readDrawing(Buffer.from(text))
  const room = { width: size.width * DRAWING_SHARE, height: size.height * DRAWING_SHARE }
  const scale = Math.min(room.width / drawing.size.width, room.height / drawing.size.height)
  const fitted = {
    width: Math.max(1, Math.round(drawing.size.width * scale)),
    height: Math.max(1, Math.round(drawing.size.height * scale)),
  }
  const drawn = await drawnAt(drawing, fitted)
    .resize({ ...fitted, fit: 'fill' })
    .ensureAlpha()
    .png()
    .toBuffer()
  const veil = Buffer.from([255, 255, 255, Math.round((opacity * 255) / 100)])
  const input = await sharp(drawn)
    .composite([{ input: veil, raw: { width: 1, height: 1, channels: 4 }, tile: true, blend: 'dest-in' }])
    .png()
    .toBuffer()
  const clear = { r: 0, g: 0, b: 0, alpha: 0 }
  const tile = sharp({ create: { ...size, channels: 4, background: clear } }).composite([{ input }])
  return { data: await tile.raw().toBuffer(), ...size }
}

function svg({ text, opacity }: Watermark, { width, height }: Dimensions): string {
  const { width: w, height: h } = TILE
  const { paths, width: wide } = strokesOf(text)
  const scale = Math.min(WORD.scale, WORD.width / Math.max(1, wide))
  const lines = `<path d="M0 ${h / 2}L${w / 2} 0M${w / 2} ${h}L${w} ${h / 2}"/>`
  const placed = `<g transform="translate(${w / 2} ${h / 2}) rotate(${ANGLE}) scale(${scale}) translate(${-wide / 2} ${-LETTER_HEIGHT / 2})">${paths}</g>`
  const layer = (colour: string, share: number, wordStroke: number, lineStroke: number) =>
    `<g fill="none" stroke="${colour}" stroke-opacity="${(share * opacity) / 100}" stroke-linecap="round" stroke-linejoin="round">
      <g stroke-width="${wordStroke}">${placed}</g><g stroke-width="${lineStroke}">${lines}</g></g>`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${w} ${h}" preserveAspectRatio="none">
    ${layer('#000', EDGE_OPACITY, 5.5, 2.4)}${layer('#fff', 1, 3, 1.1)}</svg>`
}
