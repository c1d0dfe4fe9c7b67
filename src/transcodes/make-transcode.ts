import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { BlobStore } from '../blobs/blob-store.ts'
import type { VideoSizeName } from '../catalogue/video-sizes.ts'
import type { Db } from '../db/database.ts'
import { hashFile } from '../lib/hash.ts'
import { withOriginal } from '../renditions/original.ts'
import type { LeasedTranscode } from './lease-transcode.ts'
import type { MadeFile } from './transcode.ts'

/**
 * Writes a size of the video at `input` to `output`, as MP4.
 *
 * @throws MediaProblem if the video cannot be converted, or it took too long; the reason of `signal` when that is aborted.
 */
export type MakeVideoSize = (task: {
  readonly input: string
  readonly output: string
  readonly size: VideoSizeName
  /** How much is done, from 0 to 1. */
  readonly onProgress: (share: number) => void
  readonly signal: AbortSignal
}) => Promise<void>

/** What making sizes takes. */
export type TranscodeServices = {
  readonly db: Db
  /** The originals. */
  readonly blobs: BlobStore
  /** What was made. */
  readonly transcodes: BlobStore
  /** Where files are written until they are complete: on the disk of `transcodes`. */
  readonly workFolder: string
  readonly makeVideoSize: MakeVideoSize
}

/** Whose attempt it is, and how to follow and end it. */
type Attempt = Pick<Parameters<MakeVideoSize>[0], 'onProgress' | 'signal'> & { readonly holder: string }

/**
 * Makes a size of a video and stores it. Returns null when the original is missing, or was changed in its place.
 *
 * @throws as `MakeVideoSize`.
 */
export async function makeTranscode(
  { db, blobs, transcodes, workFolder, makeVideoSize }: TranscodeServices,
  { seq, originalBlob, sizeName }: LeasedTranscode,
  { holder, ...following }: Attempt,
): Promise<MadeFile | null> {
  await removeLeftovers(workFolder, seq)
  const folder = join(workFolder, `${seq}-${holder}`)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  try {
    const output = join(folder, 'output.mp4')
    const original = { blob: originalBlob, inPlace: await placeOf(db, originalBlob) }
    return await withOriginal(blobs, original, async (input) => {
      if ((await hashFile(input)).sha256 !== originalBlob) return null
      await makeVideoSize({ input, output, size: sizeName, ...following })
      const { sha256: blob, bytes } = await hashFile(output)
      await transcodes.putFile(blob, output)
      return { blob, bytes }
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Where the original is used in place; null if it is not. */
async function placeOf(db: Db, blob: string): Promise<string | null> {
  const master = await db
    .selectFrom('master')
    .select('inPlace')
    .where('blob', '=', blob)
    .where('inPlace', 'is not', null)
    .executeTakeFirst()
  return master?.inPlace ?? null
}

/** Removes what a process left that was killed while it made the same size. */
async function removeLeftovers(workFolder: string, seq: number): Promise<void> {
  const names = await readdir(workFolder).catch(() => [])
  for (const name of names)
    if (name.startsWith(`${seq}-`)) await rm(join(workFolder, name), { recursive: true, force: true })
}
