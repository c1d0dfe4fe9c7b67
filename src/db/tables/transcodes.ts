import type { Generated } from 'kysely'
import type { VideoSizeName } from '../../catalogue/video-sizes.ts'

/** Download sizes of videos. */
export type TranscodesTables = { transcode: TranscodeTable }

/**
 * A download size of an original: a job until it was made or has failed. What was made and then evicted has no `blob` and
 * becomes due again when somebody needs it.
 */
export type TranscodeTable = {
  seq: Generated<number>
  originalBlob: string
  sizeName: VideoSizeName
  /** 1 if a customer waits for it; such jobs come first. */
  isWanted: number
  /** When to make it; null if it was made, has failed or was evicted. */
  dueMs: number | null
  /** How often making it was begun since it became due. */
  attempts: number
  /** The process that is making it, which has until `leasedUntilMs` unless it renews the lease. */
  leasedBy: string | null
  leasedUntilMs: number | null
  /** When the current attempt began. */
  startedMs: number | null
  /** How much of the current attempt is done, from 0 to 1. */
  progress: number
  failedMs: number | null
  /** Why it failed; null unless `failedMs` is set. */
  error: string | null
  /** Key in the store of transcodes; null until it was made, and when it was evicted. */
  blob: string | null
  bytes: number | null
  /** When it was last sent, to the hour; the least recently sent are evicted first. */
  usedMs: number
}
