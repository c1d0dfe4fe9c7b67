import { type FileHandle, open, stat } from 'node:fs/promises'
import type { BlobStore } from '../blobs/blob-store.ts'
import { localFile, type OpenFile } from '../blobs/open-file.ts'

/** A file that is used in place, with its size and modification time when it was ingested. */
export type InPlace = { readonly path: string; readonly size: number; readonly modifiedMs: number }

/** Where the original of an asset is: in the blob store, or used in place (JSON of `InPlace`). */
export type Original = { readonly blob: string; readonly inPlace: string | null }

/**
 * Calls `work` with the path of an asset's original: in the blob store, else the file used in place, provided its size
 * and modification time are unchanged. Returns the result of `work`, or null when neither file is available. For a file
 * used in place, `work` still has to compare the hash of what it read with `blob`; what is in the blob store is named by its
 * hash.
 */
export async function withOriginal<T>(
  blobs: BlobStore,
  { blob, inPlace }: Original,
  work: (path: string, isInPlace: boolean) => Promise<T>,
): Promise<T | null> {
  const result = await blobs.withLocalFile(blob, (path) => work(path, false))
  if (result !== null || inPlace === null) return result
  const noted = JSON.parse(inPlace) as InPlace
  const now = await stat(noted.path).catch(() => null)
  return now?.isFile() && isUnchanged(noted, now) ? work(noted.path, true) : null
}

/** Returns whether an original of this length is complete in the blob store, or unchanged in its place. */
export async function hasOriginal(
  blobs: BlobStore,
  { blob, inPlace, bytes }: Original & { readonly bytes: number },
): Promise<boolean> {
  if (await blobs.has(blob, bytes)) return true
  const file = inPlace === null ? null : await openInPlace(JSON.parse(inPlace))
  await file?.close()
  return file !== null
}

/** Opens an original, wherever it is; null when it is not available, or changed in its place. */
export async function openOriginal(blobs: BlobStore, { blob, inPlace }: Original): Promise<OpenFile | null> {
  const stored = await blobs.open(blob)
  if (stored !== null || inPlace === null) return stored
  const noted = JSON.parse(inPlace) as InPlace
  const file = await openInPlace(noted)
  return file && localFile(file, noted.size)
}

/** Opens a file used in place; null when it cannot be read, or is not the one that was ingested. */
async function openInPlace(noted: InPlace): Promise<FileHandle | null> {
  const file = await open(noted.path, 'r').catch(() => null)
  if (file === null) return null
  const now = await file.stat()
  if (now.isFile() && isUnchanged(noted, now)) return file
  await file.close()
  return null
}

const isUnchanged = (
  { size, modifiedMs }: InPlace,
  now: { readonly size: number; readonly mtimeMs: number },
): boolean => now.size === size && now.mtimeMs === modifiedMs
