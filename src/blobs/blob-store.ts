import type { Readable } from 'node:stream'

/** The SHA-256 of the content, in hex. A key never changes its bytes, so every cache may keep it for ever. */
export type BlobKey = string

/** Positions of the first and the last byte, counted from 0; both are part of the range. */
export type ByteRange = { readonly start: number; readonly end: number }

/** Where bytes live. Few verbs on purpose: nothing in the product moves, copies or lists them. */
export type BlobStore = {
  /** Writes all of it, durably, or nothing; answers the key. Bytes that are there already, all of them, are not written again. */
  put(bytes: Uint8Array): Promise<BlobKey>
  /** The same for a file of any size, whose hash the caller has just computed; @throws Problem FileChanged when it is another by now. */
  putFile(key: BlobKey, path: string): Promise<void>
  /**
   * Whether the blob is there, and where its length is given, with all its bytes: a machine that lost power may have kept
   * less than it promised.
   */
  has(key: BlobKey, bytes?: number): Promise<boolean>
  /**
   * All bytes of a blob, or those of a range; `bytes` is the length of the blob. `null` when there is no such blob: an
   * absent blob is an answer, not a failure.
   */
  open(key: BlobKey, range?: ByteRange): Promise<{ stream: Readable; bytes: number } | null>
  read(key: BlobKey): Promise<Buffer | null>
  /** Takes bytes away that no record names any more; what is being read is read to its end. */
  remove(key: BlobKey): Promise<void>
  /** Takes away what processes that were killed had begun to write, a day and longer ago. */
  sweep(now: Date): Promise<void>
  /**
   * Gives work the path of a file with the bytes, which another process may read as long as the work lasts; returns what
   * the work returns, `null` when there is no such blob.
   */
  withLocalFile<T>(key: BlobKey, work: (path: string) => Promise<T>): Promise<T | null>
}
