import { open } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { retryWhileBusy } from './busy.ts'

/**
 * Opens a SQLite file in WAL mode, or creates one that only its owner may read. Commits survive a crash of the process
 * and, if `synchronous` is full, of the machine. A statement fails at once while another process holds the lock: see
 * `retryWhileBusy`.
 */
export async function openFile(path: string, synchronous: 'normal' | 'full' = 'full'): Promise<DatabaseSync> {
  await createPrivateFile(path)
  const file = new DatabaseSync(path, { timeout: 0 })
  try {
    await retryWhileBusy(() => file.exec(`pragma journal_mode = wal; pragma synchronous = ${synchronous}`))
    file.exec('pragma foreign_keys = on; pragma temp_store = memory; pragma mmap_size = 268435456')
    return file
  } catch (error) {
    file.close()
    throw error
  }
}

/** Creates an empty file that only its owner may read; SQLite creates its other files with the same mode. */
export async function createPrivateFile(path: string): Promise<void> {
  // The mode of an existing file is kept: its owner may have changed it.
  const created = await open(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') return null
    throw error
  })
  await created?.close()
}
