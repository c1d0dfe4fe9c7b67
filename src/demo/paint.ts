import type { Random } from '../lib/random.ts'

/** Building blocks of the scenes, as SVG. Coordinates are in pixels of the picture. */

/** A picture being drawn: its size, and its source of random numbers. */
export type Canvas = { readonly width: number; readonly height: number; readonly random: Random }

/** A point, in pixels from the top left corner. */
export type Point = readonly [x: number, y: number]

const short = (value: number) => Math.round(value * 10) / 10

/** A rectangle filled with a colour or a `url(#…)`; `more` is further attributes. */
export const rect = (x: number, y: number, width: number, height: number, fill: string, more = '') =>
  `<rect x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}" fill="${fill}" ${more}/>`

/** A filled circle around (x, y). */
export const circle = (x: number, y: number, radius: number, fill: string, more = '') =>
  `<circle cx="${short(x)}" cy="${short(y)}" r="${short(radius)}" fill="${fill}" ${more}/>`

/** A filled ellipse around (x, y). */
export const ellipse = (x: number, y: number, rx: number, ry: number, fill: string, more = '') =>
  `<ellipse cx="${short(x)}" cy="${short(y)}" rx="${short(rx)}" ry="${short(ry)}" fill="${fill}" ${more}/>`

/** A filled path; `d` is the path data of SVG. */
export const path = (d: string, fill: string, more = '') => `<path d="${d}" fill="${fill}" ${more}/>`

/** A line along a path, with round ends and joins. */
export const stroke = (d: string, colour: string, width: number, more = '') =>
  `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${short(width)}" stroke-linecap="round" stroke-linejoin="round" ${more}/>`

/** A filled polygon. */
export const polygon = (points: readonly Point[], fill: string, more = '') =>
  path(`${through(points)}Z`, fill, more)

/** Straight lines through points. */
export const through = (points: readonly Point[]) =>
  `M${points.map(([x, y]) => `${short(x)} ${short(y)}`).join('L')}`

/** A smooth line through points. */
export function curve(points: readonly Point[]): string {
  let d = `M${short(points[0]![0])} ${short(points[0]![1])}`
  for (let index = 1; index < points.length - 1; index++) {
    const [x, y] = points[index]!
    const [nextX, nextY] = points[index + 1]!
    d += `Q${short(x)} ${short(y)} ${short((x + nextX) / 2)} ${short((y + nextY) / 2)}`
  }
  const [x, y] = points.at(-1)!
  return `${d}L${short(x)} ${short(y)}`
}

/** Fills the whole picture with a gradient from top to bottom. */
export function backdrop({ width, height }: Canvas, colours: readonly string[], id = 'backdrop'): string {
  return gradient(id, colours) + rect(0, 0, width, height, `url(#${id})`)
}

/** A linear gradient, downwards by default. */
export function gradient(
  id: string,
  colours: readonly string[],
  direction = 'x1="0" y1="0" x2="0" y2="1"',
): string {
  return `<linearGradient id="${id}" ${direction}>${stops(colours)}</linearGradient>`
}

/** A light that fades out from its centre. */
export function glow(id: string, colour: string, opacity = 0.9): string {
  return `<radialGradient id="${id}"><stop offset="0" stop-color="${colour}" stop-opacity="${opacity}"/><stop offset="1" stop-color="${colour}" stop-opacity="0"/></radialGradient>`
}

const stops = (colours: readonly string[]) =>
  colours
    .map(
      (colour, index) =>
        `<stop offset="${short((index / (colours.length - 1)) * 100)}%" stop-color="${colour}"/>`,
    )
    .join('')

/** The points of a ridge across the picture, by midpoint displacement; `roughness` 0 is a straight line. */
export function ridge(
  { width, random }: Canvas,
  { y, rise, roughness, steps = 6 }: { y: number; rise: number; roughness: number; steps?: number },
): Point[] {
  let heights = [random.between(-1, 1), random.between(-1, 1)]
  let reach = 1
  for (let step = 0; step < steps; step++) {
    reach *= roughness
    heights = heights.flatMap((height, index) => {
      const next = heights[index + 1]
      return next === undefined ? [height] : [height, (height + next) / 2 + random.between(-reach, reach)]
    })
  }
  return heights.map((height, index) => [(index / (heights.length - 1)) * width, y - height * rise])
}

/** The area below a line, down to the lower edge. */
export function ground(
  { width, height }: Canvas,
  line: readonly Point[],
  fill: string,
  isSoft = false,
): string {
  const edge = isSoft ? curve(line) : through(line)
  return path(`${edge}L${width} ${height}L0 ${height}Z`, fill)
}

/** A colour between two, both "#rrggbb". */
export function mix(from: string, to: string, share: number): string {
  const channel = (at: number) => {
    const [a, b] = [Number.parseInt(from.slice(at, at + 2), 16), Number.parseInt(to.slice(at, at + 2), 16)]
    return Math.round(a + (b - a) * share)
      .toString(16)
      .padStart(2, '0')
  }
  return `#${channel(1)}${channel(3)}${channel(5)}`
}
