/** Tables of renditions. */
export type RenditionsTables = {
  rendition: RenditionTable
}

/** A rendition of a raster in the blob store. */
export type RenditionTable = {
  rasterHash: string
  name: string
  watermarked: number
  blob: string
  mediaType: string
  width: number
  height: number
  bytes: number
  /** When it was last sent, to the hour; the least recently sent are evicted first. */
  usedMs: number
}
