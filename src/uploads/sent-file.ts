/** How large a file may be (contract 7, PUT /v3/search/by-image/uploads/{file-name}). */
export const MAX_SENT_BYTES = 10_485_760

/** What is kept of one client at a time. */
export type UploadLimits = { readonly maxUploads: number; readonly maxUploadBytes: number }

/** A file as a client sent it. */
export type SentFile = {
  readonly clientId: string
  readonly name: string
  readonly mediaType: string
  readonly bytes: Buffer
  /** Whether the client's oldest uploads make room for it, since strangers share the client. */
  readonly replacesOldest: boolean
}
