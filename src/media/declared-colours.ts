import { type Chromaticities, type ColourSpace, spaceOfCodes, spaceOfGamma } from './colour-space.ts'
import { boxesOf } from './metadata/boxes.ts'
import { latin1, viewOf } from './metadata/bytes.ts'
import type { PictureFormat } from './picture-format.ts'

/** Twice the area of the triangle of primaries; a smaller triangle cannot be a real colour space. */
const LEAST_AREA = 0.01

/**
 * Returns the colour space that a picture declares without an ICC profile, which libvips ignores: the code points of an
 * AVIF (ISO 23000-22, "colr" of type "nclx") or PNG ("cICP"), or a PNG's gAMA and cHRM (W3C PNG, 11.3.2). Null when
 * there is none, when it is sRGB, or when the picture has a profile.
 */
export function declaredSpace(file: Uint8Array, format: PictureFormat): ColourSpace | null {
  if (format === 'avif') return avifSpace(file)
  return format === 'png' ? pngSpace(file) : null
}

function avifSpace(file: Uint8Array): ColourSpace | null {
  let inside: Uint8Array | undefined = file
  for (const [type, skipped] of [
    ['meta', 4],
    ['iprp', 0],
    ['ipco', 0],
  ] as const)
    inside = [...boxesOf(inside ?? new Uint8Array())].find((box) => box.type === type)?.data.subarray(skipped)
  const colours = [...boxesOf(inside ?? new Uint8Array())].filter(({ type }) => type === 'colr')
  const codes = colours.find(({ data }) => latin1(data.subarray(0, 4)) === 'nclx')?.data
  const hasProfile = colours.some(({ data }) => /prof|rICC/.test(latin1(data.subarray(0, 4))))
  if (!codes || codes.length < 8 || hasProfile) return null
  return spaceOfCodes(viewOf(codes).getUint16(4), viewOf(codes).getUint16(6))
}

/** In the order of precedence of the PNG specification: cICP, iCCP, sRGB, then gAMA and cHRM. */
function pngSpace(file: Uint8Array): ColourSpace | null {
  const chunks = new Map(headChunks(file))
  const codes = chunks.get('cICP')
  if (codes && codes.length >= 4) return spaceOfCodes(codes[0]!, codes[1]!)
  const gamma = chunks.get('gAMA')
  if (chunks.has('iCCP') || chunks.has('sRGB') || !gamma || gamma.length < 4) return null
  const value = viewOf(gamma).getUint32(0) / 100_000
  return value > 0 ? spaceOfGamma(value, chromaticitiesIn(chunks.get('cHRM'))) : null
}

/** The chunks before the pixels. */
function* headChunks(file: Uint8Array): Generator<[type: string, data: Uint8Array]> {
  const view = viewOf(file)
  for (let at = 8; at + 8 <= file.length; ) {
    const length = view.getUint32(at)
    const type = latin1(file.subarray(at + 4, at + 8))
    if (type === 'IDAT') return
    yield [type, file.subarray(at + 8, at + 8 + length)]
    at += 12 + length
  }
}

/** Null when they are missing, impossible or those of sRGB. */
function chromaticitiesIn(chunk: Uint8Array | undefined): Chromaticities | null {
  if (!chunk || chunk.length < 32) return null
  const view = viewOf(chunk)
  const [white, red, green, blue] = [0, 8, 16, 24].map(
    (at) => [view.getUint32(at) / 100_000, view.getUint32(at + 4) / 100_000] as const,
  )
  const places = [red!, green!, blue!, white!] as const
  if (places.some(([x, y]) => y <= 0 || x + y > 1)) return null
  const [r, g, b] = [red!, green!, blue!]
  const area = (g[0] - r[0]) * (b[1] - r[1]) - (g[1] - r[1]) * (b[0] - r[0])
  if (Math.abs(area) < LEAST_AREA) return null
  const isSrgb =
    Math.abs(red![0] - 0.64) < 0.005 && Math.abs(green![0] - 0.3) < 0.005 && Math.abs(blue![0] - 0.15) < 0.005
  return isSrgb ? null : places
}
