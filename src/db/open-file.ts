import { open } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { retryWhileBusy } from './busy.ts'

/**
 * Opens a file in WAL mode, or creates one that only its owner may read. What is committed survives a crash of the
 * process and, with `synchronous` full, of the machine. A statement that meets the lock of another process fails at
 * once: see `retryWhileBusy`.
 */
export async function openFile(path: string, synchronous: 'normal' | 'full' = 'full'): Promise<DatabaseSync> {
  await makePrivate(path)
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

/** Creates an empty file that only its owner may read; SQLite gives the files beside it the same mode. */
export async function makePrivate(path: string): Promise<void> {
  // One that is there is not touched: its owner may have opened it to others.
  const made = await open(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') return null
    throw error
  })
  await made?.close()
}
