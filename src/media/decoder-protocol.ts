import type { MediaRefusal } from './media-problem.ts'
import type { EmbeddedMetadata } from './metadata/embedded-metadata.ts'
import type { PictureFormat } from './picture-format.ts'
import type { Measurements, Rendered, RenditionSpec } from './render.ts'
import type { Dimensions } from './size-of.ts'
import type { FrameNumber } from './video/frames.ts'
import type { VideoFacts } from './video/video-facts.ts'
import type { VideoFormat } from './video-format.ts'
import type { Watermark } from './watermark-design.ts'

/** A job for a decoder process. */
export type Job = PictureJob | VideoJob | MarkJob

/** Reads a picture. */
export type PictureJob = {
  readonly kind: 'picture'
  readonly path: string
  /** Null if the picture is only described, without decoding it. */
  readonly specs: readonly RenditionSpec[] | null
  readonly withMetadata: boolean
  /** Whether the file is hashed. */
  readonly withHash: boolean
  /** Whether the pixels are measured; nothing is without `specs`. */
  readonly withMeasurements: boolean
  /** Path of a file with metadata that takes precedence over what is embedded. */
  readonly sidecar?: string | undefined
  readonly watermark: Watermark
}

/** Shows one frame of a video. */
export type VideoJob = {
  readonly kind: 'video'
  readonly path: string
  readonly specs: readonly RenditionSpec[]
  readonly frame: FrameNumber
  /** What is known about the video, which is probed otherwise. */
  readonly facts?: VideoFacts
  /** Whether its metadata is read, and that of the sidecar at this path, which takes precedence. */
  readonly withMetadata?: boolean
  readonly sidecar?: string | undefined
  readonly watermark: Watermark
}

/** Draws the watermark for something of this size. */
export type MarkJob = { readonly kind: 'mark'; readonly size: Dimensions; readonly watermark: Watermark }

/** A watermark as raw RGBA. */
export type DrawnMark = { readonly rgba: Uint8Array }

/** What is learnt from a video. */
export type ExaminedVideo = {
  readonly format: VideoFormat
  /** Null if nothing here can read them. */
  readonly facts: VideoFacts | null
  /** Null if no frame can be shown; then the warning says why. */
  readonly rendered: (Rendered & Measurements) | null
  /** Null when the job did not ask for it. */
  readonly metadata: EmbeddedMetadata | null
  readonly warning: string | null
}

/** What a job results in. */
export type Examined = Examination | Description | ExaminedVideo | DrawnMark

/** What is learnt from a file without decoding it. */
export type Description = {
  readonly format: PictureFormat | null
  readonly fileBytes: number
  /** Null when the job did not ask for it. */
  readonly sha256: string | null
  /** Whether it has a C2PA manifest; null when the job did not ask for metadata. */
  readonly hasContentCredentials: boolean | null
  /** Null when the job did not ask for it. */
  readonly metadata: EmbeddedMetadata | null
}

/** Renditions of a file, and what describes it. */
export type Examination = Rendered & Description

/** Why a file is refused, or the code of the system's error when it could not be read at all. */
export type Refused =
  | { readonly code: MediaRefusal; readonly detail: string | null }
  | { readonly errno: string }

/** The outcome of one job. */
export type JobResult =
  | { readonly examination: Examined; readonly refused?: never }
  | { readonly examination?: never; readonly refused: Refused }

/** A message from a decoder process: first that it is ready for jobs, then the result of each. */
export type DecoderMessage = { readonly isReady: true } | (JobResult & { readonly isReady?: never })
