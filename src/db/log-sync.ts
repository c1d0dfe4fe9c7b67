import { type FileHandle, open } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Brings SQLite's write-ahead log to the disk beside the thread that commits. Commits that come while the disk is busy
 * share the next fdatasync. Why what was synced survives a power cut: docs/decisions/0019-durable-without-waiting.md.
 */
export class LogSync {
  readonly #path: string
  #file: Promise<FileHandle | null> | null = null
  #running: Promise<void> = Promise.resolve()
  #next: Promise<void> | null = null
  #failure: unknown = null

  /** @param path of the records; the log lies beside them, as long as they are open. */
  constructor(path: string) {
    this.#path = path
  }

  /**
   * Resolves when everything that was committed before the call is on the disk. Once the disk has failed, every call
   * fails: after an error nobody knows what the system still means to write.
   */
  sync(): Promise<void> {
    // A sync that is under way may have begun before the commit.
    this.#next ??= this.#running
      .catch(() => {})
      .then(() => {
        this.#running = this.#next!
        this.#next = null
        return this.#syncNow()
      })
    return this.#next
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

  /** Null where this process may not write the log: then nothing in it is its own, and SQLite refuses its writes. */
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

/** A file that was just created is found again only once its folder is on the disk; Windows does that by itself. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path)
  await folder.sync().finally(() => folder.close())
}
