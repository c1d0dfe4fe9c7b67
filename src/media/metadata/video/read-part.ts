import type { FileHandle } from 'node:fs/promises'

/** How much of one video is read for its metadata, in all. */
const MAX_BYTES = 64 * 1024 * 1024

/** Reads a part of a file: fewer bytes at its end, and none when too much of it was read. */
export type ReadPart = (position: number, length: number) => Promise<Uint8Array>

/** Returns what reads parts of a file, which is not read as a whole, and not more of it than any normal file needs. */
export function partsOf(file: FileHandle): ReadPart {
  let left = MAX_BYTES
  return async (position, length) => {
    left -= length
    if (left < 0) return new Uint8Array()
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position)
    return buffer.subarray(0, bytesRead)
  }
}
