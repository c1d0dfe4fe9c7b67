import { distanceOf, type Lab, labOf } from '../lib/colour.ts'

/** One of a picture's main colours, and the share of the picture it covers (0 to 1). */
export type PaletteColour = { readonly lab: Lab; readonly share: number }

const MAX_COLOURS = 6
const SAMPLES = 20_000
/** Colours closer than this (CIE76) are merged. */
const ALIKE = 14
const LEAST_SHARE = 0.02
const BITS = 5

/**
 * The main colours of raw pixels, largest share first. Pixels are counted in cells of the RGB cube; the fullest cells
 * absorb similar ones.
 */
export function paletteOf({ data, channels }: { data: Uint8Array; channels: number }): PaletteColour[] {
  const cells = fill(data, channels)
  const total = cells.reduce((sum, { count }) => sum + count, 0)
  const found: { lab: Lab; count: number }[] = []
  for (const { rgb, count } of cells.sort((a, b) => b.count - a.count)) {
    const lab = labOf(rgb)
    const near = found.find((colour) => distanceOf(colour.lab, lab) < ALIKE)
    if (near) near.count += count
    else found.push({ lab, count })
  }
  return found
    .map(({ lab, count }) => ({ lab: rounded(lab), share: Math.round((count / total) * 1000) / 1000 }))
    .filter(({ share }) => share >= LEAST_SHARE)
    .sort((a, b) => b.share - a.share)
    .slice(0, MAX_COLOURS)
}

type Cell = { rgb: [number, number, number]; count: number }

function fill(data: Uint8Array, channels: number): Cell[] {
  const sums = new Map<number, [red: number, green: number, blue: number, count: number]>()
  const step = Math.max(1, Math.floor(data.length / channels / SAMPLES)) * channels
  for (let at = 0; at + channels <= data.length; at += step) {
    const red = data[at]!
    const [green, blue] = channels < 3 ? [red, red] : [data[at + 1]!, data[at + 2]!]
    const key = ((red >> (8 - BITS)) << (2 * BITS)) | ((green >> (8 - BITS)) << BITS) | (blue >> (8 - BITS))
    const sum = sums.get(key) ?? [0, 0, 0, 0]
    sums.set(key, [sum[0] + red, sum[1] + green, sum[2] + blue, sum[3] + 1])
  }
  return [...sums.values()].map(([r, g, b, count]) => ({ rgb: [r / count, g / count, b / count], count }))
}

const rounded = ({ l, a, b }: Lab): Lab => ({ l: tenth(l), a: tenth(a), b: tenth(b) })
const tenth = (value: number) => Math.round(value * 10) / 10
