/** Typed arrays over the memory in which kernels work; indexes are addresses divided by the size of an element. */
export type Views = {
  readonly bytes: Uint8Array
  readonly halves: Uint16Array
  readonly words: Uint32Array
  readonly signed: Int32Array
  readonly numbers: Float64Array
}

/** Returns views of a whole buffer, whose length is a multiple of 8. */
export function viewsOf(buffer: ArrayBufferLike): Views {
  return {
    bytes: new Uint8Array(buffer),
    halves: new Uint16Array(buffer),
    words: new Uint32Array(buffer),
    signed: new Int32Array(buffer),
    numbers: new Float64Array(buffer),
  }
}

/** Returns the number of bits that are set in a 32-bit word. */
export function popcount(word: number): number {
  let x = word - ((word >>> 1) & 0x55555555)
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333)
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/** Returns the number of the lowest bit that is set in a 32-bit word. */
export const lowestBit = (word: number): number => 31 - Math.clz32(word & -word)
