import { stat } from 'node:fs/promises'
import type { BlobStore } from '../blobs/blob-store.ts'

/** A file that is used where it lies: what it was when it was taken in. */
export type InPlace = { readonly path: string; readonly size: number; readonly modifiedMs: number }

/**
 * A path to the bytes of an asset's file: the blob store's, else that of the file which is used where it lies, as
 * long as that has its size and time. Null when there is neither. Whoever reads a file in place still compares
 * the hash of what it read with `blob`.
 */
export async function findOriginal(
  blobs: BlobStore,
  { blob, inPlace }: { blob: string; inPlace: string | null },
): Promise<string | null> {
  const stored = await blobs.localPath(blob)
  if (stored !== null || inPlace === null) return stored
  const { path, size, modifiedMs } = JSON.parse(inPlace) as InPlace
  const now = await stat(path).catch(() => null)
  return now?.isFile() && now.size === size && now.mtimeMs === modifiedMs ? path : null
}
