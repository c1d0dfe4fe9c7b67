import sharp from 'sharp'

/** A raw RGBA picture that is laid over another again and again. */
export type Tile = { readonly data: Buffer; readonly width: number; readonly height: number }

/** The word as strokes on a grid 28 high, so that no system font is needed; each letter with its advance. */
const LETTERS: readonly (readonly [path: string, advance: number])[] = [
  ['M0 0L10 28L20 0', 27],
  ['M0 0V28', 9],
  ['M0 0H18M9 0V28', 25],
  ['M0 28V0H9a7 7 0 0 1 0 14H0M8 14L17 28', 25],
  ['M0 0V28', 9],
  ['M0 28V0L18 28V0', 27],
  ['M16 0H0V28H16M0 14H12', 16],
]
const WORD_WIDTH = LETTERS.reduce((sum, [, advance]) => sum + advance, 0)
const TILE = { width: 300, height: 172 }
const ANGLE = (-Math.atan2(TILE.height, TILE.width) * 180) / Math.PI
/** Of the longest side of the picture: the word then stands about a dozen times on it. */
const TILE_SHARE = 0.36
const MAX_TILES_KEPT = 32

const tiles = new Map<number, Tile>()

/** The tile for a picture of this size. Its lines run on from tile to tile, so that no part is left bare. */
export async function watermarkTile(picture: { width: number; height: number }): Promise<Tile> {
  const tile = await tileOf(Math.max(24, Math.round(Math.max(picture.width, picture.height) * TILE_SHARE)))
  if (tile.width <= picture.width && tile.height <= picture.height) return tile
  return cut(tile, Math.min(tile.width, picture.width), Math.min(tile.height, picture.height))
}

async function tileOf(width: number): Promise<Tile> {
  const known = tiles.get(width)
  if (known) return known
  if (tiles.size >= MAX_TILES_KEPT) tiles.clear()
  const tile = await draw(width)
  tiles.set(width, tile)
  return tile
}

/** The upper left part of a tile, for a picture that is narrower or lower than the tile is. */
async function cut({ data, ...size }: Tile, width: number, height: number): Promise<Tile> {
  const whole = sharp(data, { raw: { ...size, channels: 4 } })
  return { data: await whole.extract({ left: 0, top: 0, width, height }).raw().toBuffer(), width, height }
}

async function draw(width: number): Promise<Tile> {
  const height = Math.round((width * TILE.height) / TILE.width)
  const { data } = await sharp(Buffer.from(svg(width, height)))
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data, width, height }
}

function svg(width: number, height: number): string {
  const { width: w, height: h } = TILE
  let x = -WORD_WIDTH / 2
  const word = LETTERS.map(([path, advance]) => {
    const letter = `<path transform="translate(${x} -14)" d="${path}"/>`
    x += advance
    return letter
  }).join('')
  const lines = `<path d="M0 ${h / 2}L${w / 2} 0M${w / 2} ${h}L${w} ${h / 2}"/>`
  const placed = `<g transform="translate(${w / 2} ${h / 2}) rotate(${ANGLE}) scale(1.05)">${word}</g>`
  const layer = (colour: string, opacity: number, wordStroke: number, lineStroke: number) =>
    `<g fill="none" stroke="${colour}" stroke-opacity="${opacity}" stroke-linecap="round" stroke-linejoin="round">
      <g stroke-width="${wordStroke}">${placed}</g><g stroke-width="${lineStroke}">${lines}</g></g>`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${w} ${h}" preserveAspectRatio="none">
    ${layer('#000', 0.22, 5.5, 2.4)}${layer('#fff', 0.55, 3, 1.1)}</svg>`
}
