import { lightOf, partOf } from '../lib/colour.ts'

/** The places of red, green, blue and white in the CIE 1931 chromaticity diagram. */
export type Chromaticities = readonly [red: Place, green: Place, blue: Place, white: Place]

/** A colour space without a profile: where its primaries lie, and how much light a sample (0 to 1) stands for. */
export type ColourSpace = {
  readonly primaries: Chromaticities
  /** 1 is white; brighter light than that is clipped. */
  readonly toLight: (sample: number) => number
}

type Place = readonly [x: number, y: number]
type Vector = readonly [number, number, number]
type Matrix = readonly [Vector, Vector, Vector]

const D65: Place = [0.3127, 0.329]
/** Of ITU-R BT.709 and sRGB. */
const BT709: Chromaticities = [[0.64, 0.33], [0.3, 0.6], [0.15, 0.06], D65]
/** Primaries by their code points (ITU-T H.273, table 2), as far as they are not close to those of sRGB. */
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
/** Transfer functions by their code points (H.273, table 3). Those of television are shown by that of sRGB. */
const TRANSFERS: Readonly<Record<number, ColourSpace['toLight']>> = {
  4: (sample) => sample ** 2.2,
  5: (sample) => sample ** 2.8,
  8: (sample) => sample,
  16: perceptualQuantizer,
  18: hybridLogGamma,
}
/** The light of white paper in high dynamic range, in cd/m² (ITU-R BT.2408, 2.1) and as a share of the peak of HLG. */
const PQ_WHITE = 203
const HLG_WHITE = 0.265
const STEPS = 65_535

/** The space that code points (CICP) name; null when it is sRGB, or shown as such. */
export function spaceOfCodes(primaries: number, transfer: number): ColourSpace | null {
  if (!PRIMARIES[primaries] && !TRANSFERS[transfer]) return null
  return { primaries: PRIMARIES[primaries] ?? BT709, toLight: TRANSFERS[transfer] ?? lightOf }
}

/** The space of samples that are light to the power of `gamma`; null when it is as good as sRGB. */
export function spaceOfGamma(gamma: number, primaries: Chromaticities | null): ColourSpace | null {
  const isUsual = Math.abs(gamma - 1 / 2.2) < 0.02
  if (isUsual && primaries === null) return null
  return {
    primaries: primaries ?? BT709,
    toLight: isUsual ? lightOf : (sample) => sample ** (1 / gamma),
  }
}

/** Samples of three channels, 0 to `white`, as bytes of sRGB. Colours outside of sRGB go to its edge. */
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

/** SMPTE ST 2084, equation 4.1, relative to white paper. */
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

/** ITU-R BT.2100, table 5, relative to white paper. */
function hybridLogGamma(sample: number): number {
  const [a, b, c] = [0.178_832_77, 0.284_668_92, 0.559_910_73]
  return (sample <= 0.5 ? sample ** 2 / 3 : (Math.exp((sample - c) / a) + b) / 12) / HLG_WHITE
}

/** From amounts of the primaries to X, Y, Z relative to their own white. */
function toXyz([red, green, blue, white]: Chromaticities): Matrix {
  const xyz = ([x, y]: Place): Vector => [x / y, 1, (1 - x - y) / y]
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
