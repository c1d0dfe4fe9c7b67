import type { Generated } from 'kysely'

/** What pictures and the frames of videos are compared by. */
export type FramesTables = { frame: FrameTable; frameVector: FrameVectorTable }

/** A picture, or a frame of a video. It is replaced, with a new id, when the file changes. */
export type FrameTable = {
  id: Generated<number>
  assetId: number
  /** 0 for a picture and for the poster of a video; its key frames count from 1. */
  number: number
  /** 16 hexadecimal digits (media/features/perceptual-hash.ts). */
  perceptualHash: string
  /** 32 x 32 greys, stretched to a square. */
  miniature: Uint8Array
  thumbhash: Uint8Array
}

/** The vector of a frame by one embedder; each byte is an integer from -127 to 127. */
export type FrameVectorTable = {
  frameId: number
  embedder: string
  vector: Uint8Array
}
