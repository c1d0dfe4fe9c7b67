import { type FileHandle, open } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Syncs SQLite's write-ahead log to disk without blocking the thread that commits. Commits made while a sync is running
 * share the next one. Why synced commits survive a power cut: docs/decisions/0019-durable-without-waiting.md.
 */
export class WalSync {
  readonly #path: string
  readonly #isShared: boolean
  #file: Promise<FileHandle | null> | null = null
  #running: Promise<void> = Promise.resolve()
  #next: Promise<void> | null = null
  #failure: unknown = null

  /**
   * @param path of the database file; its log is in the same folder while the database is open.
   * @param isShared whether other threads, which sync for themselves, commit to it as well.
   */
  constructor(path: string, isShared = false) {
    this.#path = path
    this.#isShared = isShared
  }

  /**
   * Resolves when everything that was committed before the call is on disk. After one failure every call fails, because
   * the operating system may have dropped the pages that it could not write.
   */
  sync(): Promise<void> {
    // A sync in progress may have begun before the commit, so it does not count.
    this.#next ??= this.#running
      .catch(() => {})
      .then(() => {
        this.#running = this.#next!
        this.#next = null
        return this.#syncNow()
      })
    return this.#next
  }

  /**
   * Resolves when what others committed before the call is on disk: when the syncs that they asked for have finished, or by
   * another one if they are in other threads. @throws when one of them failed.
   */
  requested(): Promise<void> {
    return this.#isShared ? this.sync() : (this.#next ?? this.#running)
  }

  async close(): Promise<void> {
    await (this.#next ?? this.#running).catch(() => {})
    const file = await this.#file?.catch(() => null)
    await file?.close()
  }

  async #syncNow(): Promise<void> {
    if (this.#failure !== null) throw this.#failure
    try {
      this.#file ??= this.#open()
      await (await this.#file)?.datasync()
    } catch (error) {
      this.#failure = error
      throw error
    }
  }

  /** Null if this process may not write the log: it then has no commits in it, since SQLite refuses its writes. */
  async #open(): Promise<FileHandle | null> {
    const file = await open(`${this.#path}-wal`, 'r+').catch(unlessForbidden)
    if (file !== null) await syncFolder(dirname(this.#path))
    return file
  }
}

function unlessForbidden(error: NodeJS.ErrnoException): null {
  if (error.code === 'EACCES' || error.code === 'EROFS') return null
  throw error
}

/** A new file survives a power cut only once its folder is synced as well. Windows needs no such sync. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path)
  await folder.sync().finally(() => folder.close())
}
