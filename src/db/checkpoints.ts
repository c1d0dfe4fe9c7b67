import { openFile } from './open-file.ts'

/**
 * From this length of the write-ahead log, in pages of 4 kB, a commit itself copies the log into the database, which blocks
 * its thread until that is on the disk. Shorter logs are left to a thread of a running server.
 */
export const MAX_LOG_PAGES = 8000

/**
 * Opens a connection that copies what was committed from the write-ahead log into the database, so that commits seldom
 * have to. Returns the function to call repeatedly; it does nothing if nobody has committed since. It blocks the calling
 * thread, but no other connection.
 */
export async function openCheckpoints(path: string): Promise<() => void> {
  const file = await openFile(path, 'normal')
  const version = file.prepare('pragma data_version')
  let copied: unknown = null
  return () => {
    const { data_version: current } = version.get()!
    if (current === copied) return
    file.exec('pragma wal_checkpoint(passive)')
    copied = current
  }
}
