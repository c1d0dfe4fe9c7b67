import { stat } from 'node:fs/promises'
import type { BlobStore } from '../blobs/blob-store.ts'

/** A file that is used in place, with its size and modification time when it was ingested. */
export type InPlace = { readonly path: string; readonly size: number; readonly modifiedMs: number }

/**
 * Calls `work` with the path of an asset's original: in the blob store, else the file used in place, provided its size
 * and modification time are unchanged. Returns the result of `work`, or null when neither file is available. For a file
 * used in place, `work` still has to compare the hash of what it read with `blob`.
 */
export async function withOriginal<T>(
  blobs: BlobStore,
  { blob, inPlace }: { blob: string; inPlace: string | null },
  work: (path: string) => Promise<T>,
): Promise<T | null> {
  const result = await blobs.withLocalFile(blob, work)
  if (result !== null || inPlace === null) return result
  const { path, size, modifiedMs } = JSON.parse(inPlace) as InPlace
  const now = await stat(path).catch(() => null)
  return now?.isFile() && now.size === size && now.mtimeMs === modifiedMs ? work(path) : null
}
