import { rgbOfLab } from '../../lib/colour.ts'

/**
 * Converts CIE L*a*b* (D50) to 8-bit sRGB. L is 0 to the largest value; a and b are whole numbers, `signed` (TIFF 6.0,
 * section 23) or with an `offset` of half the range (Photoshop).
 */
export function fromLab(
  samples: Uint8Array | Uint16Array | Float32Array,
  chroma: 'signed' | 'offset',
): Uint8Array {
  const isWide = !(samples instanceof Uint8Array)
  const [white, step] = isWide ? [65_535, 256] : [255, 1]
  const half = isWide ? 32_768 : 128
  const chromaOf = (value: number) =>
    (chroma === 'offset' ? value - half : value >= half ? value - 2 * half : value) / step
  const pixels = new Uint8Array(samples.length)
  for (let at = 0; at + 2 < samples.length; at += 3) {
    const lab = {
      l: (samples[at]! * 100) / white,
      a: chromaOf(samples[at + 1]!),
      b: chromaOf(samples[at + 2]!),
    }
    pixels.set(rgbOfLab(lab), at)
  }
  return pixels
}
