import type { OpenFile } from '../blobs/open-file.ts'

/** The file of a download as it is sent. Whoever asked for it closes the file. */
export type Delivery = {
  /** Identifies its bytes: their hash, and the stamp if there is one. */
  readonly tag: string
  readonly mediaType: string
  readonly fileName: string
  readonly file: OpenFile
}

/** A file that is still being made. */
export type Unfinished = {
  /** From 0 to 1. */
  readonly progress: number
  /** After how many seconds to ask again. */
  readonly retryAfterSeconds: number
}

/** What a link to a download leads to. */
export type Delivered =
  | { readonly is: 'file'; readonly delivery: Delivery }
  | { readonly is: 'unfinished'; readonly unfinished: Unfinished }
  /** The file could not be made, and the charge was given back. */
  | { readonly is: 'refunded'; readonly reason: string }
  | { readonly is: 'gone' }
