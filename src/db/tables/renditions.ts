/** What was made of files. */
export type RenditionsTables = {
  rendition: RenditionTable
}

/** Renditions that are stored. */
export type RenditionTable = {
  rasterHash: string
  name: string
  watermarked: number
  blob: string
  mediaType: string
  width: number
  height: number
  bytes: number
  /** When it was last sent, to the hour; the bounded cache drops the oldest. */
  usedMs: number
}
