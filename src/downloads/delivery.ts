import type { Readable } from 'node:stream'
import type { ByteRange } from '../blobs/blob-store.ts'

/** The file of a download as it is sent. */
export type Delivery = {
  /** Identifies its bytes: their hash, and the stamp if there is one. */
  readonly tag: string
  readonly bytes: number
  readonly mediaType: string
  readonly fileName: string
  /** Opens the file, or a range of it; null when it has just gone. */
  readonly open: (range?: ByteRange) => Promise<Readable | null>
}
