/** Turns the hash of a picture into that of its mirror image, whose odd frequencies across have other signs. */
const MIRROR = 0xaaaaaaaa

/**
 * The perceptual hashes (media/features/perceptual-hash.ts) of the frames of assets, in memory.
 */
export class HashTable {
  readonly #rows = new Map<number, Uint32Array>()

  /** Replaces the hashes of an asset, each of 16 hexadecimal digits. */
  put(assetId: number, hashes: readonly string[]): void {
    this.#rows.set(assetId, Uint32Array.from(hashes.flatMap(halvesOf)))
  }

  remove(assetId: number): void {
    this.#rows.delete(assetId)
  }

  /** Returns the assets of which a hash differs from this one, or from that of the mirrored picture, in at most `bits`. */
  near(hash: string, bits: number): number[] {
    const [high, low] = halvesOf(hash) as [number, number]
    const found: number[] = []
    for (const [assetId, halves] of this.#rows)
      for (let at = 0; at < halves.length; at += 2) {
        const [upper, lower] = [high ^ halves[at]!, low ^ halves[at + 1]!]
        const isNear =
          ones(upper) + ones(lower) <= bits || ones(upper ^ MIRROR) + ones(lower ^ MIRROR) <= bits
        if (!isNear) continue
        found.push(assetId)
        break
      }
    return found
  }
}

const halvesOf = (hash: string) => [hash.slice(0, 8), hash.slice(8)].map((half) => Number.parseInt(half, 16))

/** The number of bits that are 1. */
function ones(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555)
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
