import { lightOf, partOf } from '../lib/colour.ts'

/** CIE 1931 chromaticity coordinates of the red, green and blue primaries and of the white point. */
export type Chromaticities = readonly [
  red: Chromaticity,
  green: Chromaticity,
  blue: Chromaticity,
  white: Chromaticity,
]

/** A colour space without an ICC profile: its primaries and its transfer function from a sample (0 to 1) to linear light. */
export type ColourSpace = {
  readonly primaries: Chromaticities
  /** 1 is white; anything brighter is clipped. */
  readonly toLight: (sample: number) => number
}

type Chromaticity = readonly [x: number, y: number]
type Vector = readonly [number, number, number]
type Matrix = readonly [Vector, Vector, Vector]

const D65: Chromaticity = [0.3127, 0.329]
/** The primaries of ITU-R BT.709 and sRGB. */
const BT709: Chromaticities = [[0.64, 0.33], [0.3, 0.6], [0.15, 0.06], D65]
/** Primaries by code point (ITU-T H.273, table 2), without those that are close to sRGB. */
const PRIMARIES: Readonly<Record<number, Chromaticities>> = {
  9: [[0.708, 0.292], [0.17, 0.797], [0.131, 0.046], D65],
  11: [
    [0.68, 0.32],
    [0.265, 0.69],
    [0.15, 0.06],
    [0.314, 0.351],
  ],
  12: [[0.68, 0.32], [0.265, 0.69], [0.15, 0.06], D65],
}
/** Transfer functions by code point (H.273, table 3). Television transfer functions are treated as sRGB. */
const TRANSFERS: Readonly<Record<number, ColourSpace['toLight']>> = {
  4: (sample) => sample ** 2.2,
  5: (sample) => sample ** 2.8,
  8: (sample) => sample,
  16: perceptualQuantizer,
  18: hybridLogGamma,
}
/** Reference white in high dynamic range: in cd/m² for PQ (ITU-R BT.2408, 2.1), as a share of the peak for HLG. */
const PQ_WHITE = 203
const HLG_WHITE = 0.265
const STEPS = 65_535

/** Returns the colour space for CICP code points; null when it is sRGB or is shown as sRGB. */
export function spaceOfCodes(primaries: number, transfer: number): ColourSpace | null {
  if (!PRIMARIES[primaries] && !TRANSFERS[transfer]) return null
  return { primaries: PRIMARIES[primaries] ?? BT709, toLight: TRANSFERS[transfer] ?? lightOf }
}

/** Returns the colour space with this gamma and these primaries; null when it is close enough to sRGB. */
export function spaceOfGamma(gamma: number, primaries: Chromaticities | null): ColourSpace | null {
  const isUsual = Math.abs(gamma - 1 / 2.2) < 0.02
  if (isUsual && primaries === null) return null
  return {
    primaries: primaries ?? BT709,
    toLight: isUsual ? lightOf : (sample) => sample ** (1 / gamma),
  }
}

/** Converts samples of three channels, 0 to `white`, to 8-bit sRGB. Out-of-gamut colours are clipped. */
export function toSrgb(samples: Uint16Array, white: number, { primaries, toLight }: ColourSpace): Buffer {
  const light = Float64Array.from({ length: white + 1 }, (_, sample) => toLight(sample / white))
  const bytes = Uint8Array.from({ length: STEPS + 1 }, (_, step) => Math.round(partOf(step / STEPS) * 255))
  const byteOf = (amount: number) => bytes[Math.round(Math.min(1, Math.max(0, amount)) * STEPS)]!
  const lightAt = (index: number) => light[Math.min(white, samples[index]!)]!
  const matrix = multiplied(inverted(toXyz(BT709)), toXyz(primaries))
  const pixels = Buffer.allocUnsafe(samples.length)
  for (let at = 0; at + 2 < samples.length; at += 3) {
    const [r, g, b] = [lightAt(at), lightAt(at + 1), lightAt(at + 2)]
    for (let channel = 0; channel < 3; channel++) {
      const row = matrix[channel]!
      pixels[at + channel] = byteOf(row[0] * r + row[1] * g + row[2] * b)
    }
  }
  return pixels
}

/** SMPTE ST 2084, equation 4.1, relative to reference white. */
function perceptualQuantizer(sample: number): number {
  const [m1, m2, c1, c2, c3] = [
    2610 / 16_384,
    (2523 / 4096) * 128,
    3424 / 4096,
    (2413 / 4096) * 32,
    (2392 / 4096) * 32,
  ]
  const root = sample ** (1 / m2)
  return (10_000 / PQ_WHITE) * (Math.max(0, root - c1) / (c2 - c3 * root)) ** (1 / m1)
}

/** ITU-R BT.2100, table 5, relative to reference white. */
function hybridLogGamma(sample: number): number {
  const [a, b, c] = [0.178_832_77, 0.284_668_92, 0.559_910_73]
  return (sample <= 0.5 ? sample ** 2 / 3 : (Math.exp((sample - c) / a) + b) / 12) / HLG_WHITE
}

/** The matrix from linear RGB to XYZ, relative to the white point of the colour space. */
function toXyz([red, green, blue, white]: Chromaticities): Matrix {
  const xyz = ([x, y]: Chromaticity): Vector => [x / y, 1, (1 - x - y) / y]
  const columns = transposed([xyz(red), xyz(green), xyz(blue)])
  const shares = applied(inverted(columns), xyz(white))
  const neutral = xyz(white)
  return columns.map((row, axis) =>
    row.map((part, index) => (part * shares[index]!) / neutral[axis]!),
  ) as unknown as Matrix
}

const applied = (matrix: Matrix, [x, y, z]: Vector) =>
  matrix.map((row) => row[0] * x + row[1] * y + row[2] * z) as unknown as Vector

const transposed = (m: Matrix) => [0, 1, 2].map((column) => m.map((row) => row[column]!)) as unknown as Matrix

const multiplied = (a: Matrix, b: Matrix) =>
  transposed(transposed(b).map((column) => applied(a, column)) as unknown as Matrix)

function inverted([[a, b, c], [d, e, f], [g, h, i]]: Matrix): Matrix {
  const determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
  return [
    [e * i - f * h, c * h - b * i, b * f - c * e],
    [f * g - d * i, a * i - c * g, c * d - a * f],
    [d * h - e * g, b * g - a * h, a * e - b * d],
  ].map((row) => row.map((part) => part / determinant)) as unknown as Matrix
}
