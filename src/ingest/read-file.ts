import type { BlobStore } from '../blobs/blob-store.ts'
import type { DecoderPool, ExaminedPicture } from '../media/decoder-pool.ts'
import { INGEST_LADDER, sizeNamed } from '../renditions/ladder.ts'
import { storeRenditions } from '../renditions/store-renditions.ts'
import type { DecodedFile } from './decoded-file.ts'

/** Files in work for each decoder process: while one is decoded, the next is read and the last is written. */
export const FILES_PER_DECODER = 2

/** A file by its path in its source and by its absolute path. */
export type FileToRead = {
  readonly path: string
  readonly absolute: string
  readonly modifiedMs: number
  /** Whether it is used where it is, instead of being copied into the library. */
  readonly staysInPlace?: boolean
}

/**
 * Reads and decodes a file, and stores its bytes and its small renditions as blobs.
 *
 * @throws MediaProblem, Problem FileChanged; an Error with `code` when it cannot be read.
 */
export async function readFile(
  { blobs, decoder }: { blobs: BlobStore; decoder: DecoderPool },
  { path, absolute, modifiedMs, staysInPlace = false }: FileToRead,
): Promise<DecodedFile> {
  const examination = await decoder.examine(absolute, INGEST_LADDER)
  if (!staysInPlace) await blobs.putFile(examination.sha256, absolute)
  const size = examination.fileBytes
  const inPlace = staysInPlace ? { path: absolute, size, modifiedMs } : null
  const renditions = await storeRenditions(blobs, examination)
  return { path, modifiedMs, inPlace, examination: withoutPixels(examination), renditions }
}

/** Reads and decodes a file without storing anything. @throws as `readFile`. */
export async function examineFile(
  decoder: DecoderPool,
  { path, absolute, modifiedMs }: FileToRead,
): Promise<DecodedFile> {
  const examination = withoutPixels(await decoder.examine(absolute, [sizeNamed('thumb')]))
  return { path, modifiedMs, inPlace: null, examination, renditions: [] }
}

function withoutPixels(examination: ExaminedPicture): Omit<ExaminedPicture, 'renditions'> {
  const { renditions: _, ...rest } = examination
  return rest
}
