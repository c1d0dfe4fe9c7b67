import type { FileHandle } from 'node:fs/promises'

/** An open file, of which any part can be read. Whoever opens it closes it. */
export type OpenFile = {
  /** The length of the file. */
  readonly bytes: number
  /** Fills a buffer with the bytes from a position on, as far as the file goes. Returns how many there were. */
  read(into: Uint8Array, position: number): Promise<number>
  close(): Promise<void>
  /** Returns an address at which a client can fetch the same bytes by itself. Only files of stores that allow it have this. */
  readonly addressFor?: (given: SentElsewhere) => Promise<string>
}

/** How a store sends a file to a client. */
export type SentElsewhere = {
  /** For how long the address can be used; what has begun by then is completed. */
  readonly seconds: number
  readonly mediaType: string
  readonly contentDisposition: string
}

/** Bytes in memory as an open file. */
export const fileInMemory = (content: Uint8Array): OpenFile => ({
  bytes: content.length,
  async read(into, position) {
    const part = content.subarray(position, position + into.length)
    into.set(part)
    return part.length
  },
  async close() {},
})

/** A local file as an open file. */
export const localFile = (handle: FileHandle, bytes: number): OpenFile => ({
  bytes,
  read: async (into, position) => (await handle.read(into, 0, into.length, position)).bytesRead,
  close: () => handle.close(),
})
