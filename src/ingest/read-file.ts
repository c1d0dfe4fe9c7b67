import type { BlobStore } from '../blobs/blob-store.ts'
import type { DecoderPool, ExaminedPicture } from '../media/decoder-pool.ts'
import { INGEST_LADDER, sizeNamed } from '../renditions/ladder.ts'
import { storeRenditions } from '../renditions/store-renditions.ts'
import type { Arrival } from './arrival.ts'

/** Files under way for each decoder process: while one is decoded, the next is read and the last is written. */
export const FILES_PER_DECODER = 2

/** A file where it lies, and how its source calls it. */
export type FileToRead = {
  readonly path: string
  readonly absolute: string
  readonly modifiedMs: number
  /** Whether it is used where it lies, in place of a copy in the library. */
  readonly staysInPlace?: boolean
}

/**
 * Reads and decodes a file and stores the bytes that result.
 *
 * @throws MediaProblem, Problem FileChanged; an Error with `code` when it cannot be read.
 */
export async function readFile(
  { blobs, decoder }: { blobs: BlobStore; decoder: DecoderPool },
  { path, absolute, modifiedMs, staysInPlace = false }: FileToRead,
): Promise<Arrival> {
  const examination = await decoder.examine(absolute, INGEST_LADDER)
  if (!staysInPlace) await blobs.putFile(examination.sha256, absolute)
  const size = examination.fileBytes
  const inPlace = staysInPlace ? { path: absolute, size, modifiedMs } : null
  const renditions = await storeRenditions(blobs, examination)
  return { path, modifiedMs, inPlace, examination: withoutPixels(examination), renditions }
}

/** Reads a file without keeping anything of it. @throws as `readFile`. */
export async function lookAtFile(
  decoder: DecoderPool,
  { path, absolute, modifiedMs }: FileToRead,
): Promise<Arrival> {
  const examination = withoutPixels(await decoder.examine(absolute, [sizeNamed('thumb')]))
  return { path, modifiedMs, inPlace: null, examination, renditions: [] }
}

function withoutPixels(examination: ExaminedPicture): Omit<ExaminedPicture, 'renditions'> {
  const { renditions: _, ...rest } = examination
  return rest
}
