import { open } from 'node:fs/promises'

/**
 * Flushes the names of a folder's files to disk. Not every system allows a folder to be synced; on those, renames become
 * durable on their own terms.
 */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => null)
  await folder?.sync().catch(() => {})
  await folder?.close()
}
