import type { OpenFile } from './open-file.ts'

/** The SHA-256 of the content, in hex. A key never changes its bytes, so caches may keep it for ever. */
export type BlobKey = string

/** Positions of the first and last byte, counted from 0, both inclusive. */
export type ByteRange = { readonly start: number; readonly end: number }

/** Content-addressed storage. It has few methods on purpose: nothing in the product moves, copies or lists blobs. */
export type BlobStore = {
  /** Stores the bytes durably, or not at all, and returns their key. Bytes that are already complete are not written again. */
  put(bytes: Uint8Array): Promise<BlobKey>
  /** Like `put` for a file of any size, whose hash the caller has just computed. @throws Problem FileChanged when the hash differs by now. */
  putFile(key: BlobKey, path: string): Promise<void>
  /**
   * Returns whether the blob exists and, if its length is given, is complete: after a power failure a file may be shorter
   * than what was written.
   */
  has(key: BlobKey, bytes?: number): Promise<boolean>
  /** Opens a blob. Returns `null` when there is no such blob, which is an expected result and not a failure. */
  open(key: BlobKey): Promise<OpenFile | null>
  read(key: BlobKey): Promise<Buffer | null>
  /** Deletes a blob that no record refers to any more; reads in progress are not interrupted. */
  remove(key: BlobKey): Promise<void>
  /** Deletes partial files left behind by killed processes, a day or more old. */
  sweep(now: Date): Promise<void>
  /**
   * Calls `work` with the path of a local file that has the bytes, which other processes may read until `work` is done;
   * returns the result of `work`, or `null` when there is no such blob.
   */
  withLocalFile<T>(key: BlobKey, work: (path: string) => Promise<T>): Promise<T | null>
}
