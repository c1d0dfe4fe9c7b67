import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { syncFolder } from '../../../lib/sync-folder.ts'

/** Only the owner may read the index, which has unpublished assets too. */
export const PRIVATE = 0o600

/**
 * Writes a file so that it exists either complete or not at all, also after a power cut: `write` fills another file,
 * which is flushed to disk and renamed.
 */
export async function writeDurably(path: string, write: (file: FileHandle) => Promise<void>): Promise<void> {
  const partial = `${path}.partial`
  try {
    const file = await open(partial, 'w', PRIVATE)
    try {
      await write(file)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(partial, path)
    await syncFolder(dirname(path))
  } catch (error) {
    await rm(partial, { force: true }).catch(() => {})
    throw error
  }
}
