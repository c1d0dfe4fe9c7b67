import type { OpenFile } from '../blobs/open-file.ts'

/** The file of a download as it is sent. Whoever asked for it closes the file. */
export type Delivery = {
  /** Identifies its bytes: their hash, and the stamp if there is one. */
  readonly tag: string
  readonly mediaType: string
  readonly fileName: string
  readonly file: OpenFile
}
