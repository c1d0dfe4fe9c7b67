import type { Plane } from './lab-planes.ts'

/** Frequencies in each direction; the hash has a bit for each pair of them. */
const FREQUENCIES = 8

/**
 * Returns the perceptual hash of a picture: the signs of its 8 × 8 lowest frequencies (DCT) without the mean, as 16
 * hexadecimal digits. Hashes of copies in another size, quality or lightness differ in few bits.
 *
 * @param lightness the L* plane of the picture.
 */
export function perceptualHash(lightness: Plane): string {
  const side = Math.sqrt(lightness.length)
  const waves = Array.from({ length: FREQUENCIES + 1 }, (_, frequency) =>
    Float32Array.from({ length: side }, (_, at) => Math.cos((Math.PI * frequency * (at + 0.5)) / side)),
  )
  let hash = 0n
  for (let down = 1; down <= FREQUENCIES; down++)
    for (let across = 1; across <= FREQUENCIES; across++)
      hash = (hash << 1n) | (amplitude(lightness, waves[down]!, waves[across]!) > 0 ? 1n : 0n)
  return hash.toString(16).padStart(16, '0')
}

function amplitude(plane: Plane, down: Float32Array, across: Float32Array): number {
  const side = down.length
  let sum = 0
  for (let y = 0; y < side; y++) {
    let row = 0
    for (let x = 0; x < side; x++) row += plane[y * side + x]! * across[x]!
    sum += row * down[y]!
  }
  return sum
}
