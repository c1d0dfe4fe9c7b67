/** Pictures that clients uploaded. */
export type UploadsTables = { upload: UploadTable; unfinishedUpload: UnfinishedUploadTable }

/** A picture for searches by image, which only the client that uploaded it may use. */
export type UploadTable = {
  clientId: string
  /** Chosen by the client. */
  name: string
  /** Key in the store of uploads. */
  blob: string
  bytes: number
  mediaType: string
  width: number
  height: number
  /** What it is compared by, as for frames; null for an upload of an earlier version of the program. */
  perceptualHash: string | null
  miniature: Uint8Array | null
  descriptor: Uint8Array | null
  expiresMs: number
}

/** An upload that is being received: it is recorded before its bytes are stored. */
export type UnfinishedUploadTable = {
  id: string
  /** Key in the store of uploads. */
  blob: string
  startedMs: number
}
