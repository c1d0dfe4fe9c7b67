import type { Frame } from '../catalogue/frames.ts'
import type { Master } from '../catalogue/save-asset.ts'
import type { ExaminedPicture } from '../media/decoder-pool.ts'
import { DESCRIPTOR } from '../media/features/descriptor.ts'
import type { PictureFeatures } from '../media/features/features.ts'
import { extensionOf } from '../media/media-types.ts'
import type { PictureFormat } from '../media/picture-format.ts'
import type { VideoFacts } from '../media/video/video-facts.ts'
import type { VideoFormat } from '../media/video-format.ts'
import type { InPlace } from '../renditions/original.ts'
import type { NewRendition } from '../renditions/store-renditions.ts'

/** What only decoding tells of a file. */
type OfPixels = Pick<ExaminedPicture, 'width' | 'height' | 'colorType' | 'rasterHash' | 'palette'>

/** What was learnt from a file. Of a video, what only decoding tells is that of its poster; null of a file that is not shown. */
export type ExaminedFile = Pick<
  ExaminedPicture,
  'sha256' | 'fileBytes' | 'metadata' | 'hasContentCredentials'
> & {
  readonly [Name in keyof OfPixels]: OfPixels[Name] | null
} & {
  readonly format: PictureFormat | VideoFormat
  /** What the file of a video says; null for pictures, and if nothing reads it. */
  readonly video: VideoFacts | null
  /** Of the picture, or of the poster of a video and its key frames; empty if nothing was decoded. */
  readonly features: readonly PictureFeatures[]
}

/** A file that was read and decoded, and whose bytes are in the blob store unless it stays in place. */
export type DecodedFile = {
  readonly path: string
  readonly modifiedMs: number
  /** Where the bytes are, if they are not in the blob store. */
  readonly inPlace?: InPlace | null
  readonly examination: ExaminedFile
  readonly renditions: readonly NewRendition[]
  /** What about it is worth knowing, although it is ingested: why it is not shown. */
  readonly warning?: string | null
  /** The state of the sidecar with which it was read. */
  readonly sidecar?: string | null
}

/** Makes the master of an asset from its decoded file. */
export function toMaster({ inPlace, examination }: DecodedFile): Master {
  const { palette, format, fileBytes, sha256, video, ...it } = examination
  const { width, height, colorType, rasterHash } = it
  return {
    width,
    height,
    colorType,
    rasterHash,
    bytes: fileBytes,
    blob: sha256,
    inPlace: inPlace ? JSON.stringify(inPlace) : null,
    fileType: extensionOf(format),
    palette: palette && JSON.stringify(palette),
    video: video && JSON.stringify(video),
    contentCredentials: Number(it.hasContentCredentials),
  }
}

/** Makes what the frames of an asset are compared by. */
export const toFrames = ({ examination }: DecodedFile): Frame[] =>
  examination.features.map(({ descriptor, ...frame }) => ({
    ...frame,
    vectors: { [DESCRIPTOR.id]: descriptor },
  }))
