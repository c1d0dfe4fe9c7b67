import type { MediaRefusal } from './media-problem.ts'
import type { EmbeddedMetadata } from './metadata/embedded-metadata.ts'
import type { PictureFormat } from './picture-format.ts'
import type { Rendered, RenditionSpec } from './render.ts'
import type { Watermark } from './watermark-design.ts'

/** What one decoder process may use. */
export type DecodeLimits = {
  readonly maxMemoryBytes: number
  readonly maxPixels: number
  readonly maxFileBytes: number
}

/** What is asked of a decoder process. */
export type Job = {
  readonly path: string
  readonly specs: readonly RenditionSpec[]
  readonly withMetadata: boolean
  readonly watermark: Watermark
}

/** All that one decode tells about a file. */
export type Examination = Rendered & {
  readonly format: PictureFormat | null
  readonly fileBytes: number
  readonly sha256: string
  /** null when it was not asked for. */
  readonly metadata: EmbeddedMetadata | null
}

/** Why a file is refused, or the code of the system's error when it could not be read at all. */
export type Refused =
  | { readonly code: MediaRefusal; readonly detail: string | null }
  | { readonly errno: string }

export type JobResult =
  | { readonly examination: Examination; readonly refused?: never }
  | { readonly examination?: never; readonly refused: Refused }

/** What a decoder process says: first that it is ready for jobs, then what became of each. */
export type DecoderMessage = { readonly isReady: true } | (JobResult & { readonly isReady?: never })

/** Exit codes by which a decoder process says why it ended. */
export const DECODER_EXITS = { outOfMemory: 77 } as const
