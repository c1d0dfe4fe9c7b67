/** Returns whether a bitmap, of which `bits` is the address in `bytes`, has a document. */
export const hasBit = (bytes: Uint8Array, bits: number, document: number): boolean =>
  ((bytes[bits + (document >> 3)]! >> (document & 7)) & 1) === 1

/** Adds a document to a bitmap. */
export function setBit(bytes: Uint8Array, bits: number, document: number): void {
  bytes[bits + (document >> 3)]! |= 1 << (document & 7)
}
