import type { Readable } from 'node:stream'

/** The SHA-256 of the content, in hex. A key never changes its bytes, so every cache may keep it for ever. */
export type BlobKey = string

/** Where bytes live. Few verbs on purpose: nothing in the product moves, copies or lists them. */
export type BlobStore = {
  /** Writes all of it, durably, or nothing; answers the key. Bytes that are there already are not written again. */
  put(bytes: Uint8Array): Promise<BlobKey>
  /** The same for a file of any size, whose hash the caller has just computed; a file that changed since is refused. */
  putFile(key: BlobKey, path: string): Promise<void>
  /** `null` when there is no such blob: an absent blob is an answer, not a failure. */
  open(key: BlobKey): Promise<{ stream: Readable; bytes: number } | null>
  read(key: BlobKey): Promise<Buffer | null>
  /** A path that another process may read the bytes from, or `null`. */
  localPath(key: BlobKey): Promise<string | null>
}
