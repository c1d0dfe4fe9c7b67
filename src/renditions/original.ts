import { stat } from 'node:fs/promises'
import type { BlobStore } from '../blobs/blob-store.ts'

/** A file that is used in place: what it was when it was taken in. */
export type InPlace = { readonly path: string; readonly size: number; readonly modifiedMs: number }

/**
 * Gives work the path of an asset's file: the blob store's, else the file that is used in place, as long as that has its
 * size and time. Returns what the work returns, null when there is neither file. Work that reads a file in place still
 * compares the hash of what it read with `blob`.
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
