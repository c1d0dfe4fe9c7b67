import { createHash, randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { chmod, copyFile, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { hashFile } from '../lib/hash.ts'
import { Problem } from '../lib/problem.ts'
import type { BlobKey, BlobStore } from './blob-store.ts'

/** A file that was begun longer ago than this belongs to a process that is gone. */
const ABANDONED_MS = 24 * 3600 * 1000

/** Originals are nobody's business but the library's. */
const PRIVATE = 0o600

/** Blobs as files below `root`, two levels deep by the first digits of their hash. */
export function fileBlobStore(root: string): BlobStore {
  const pathOf = (key: BlobKey) => join(root, key.slice(0, 2), key.slice(2, 4), key)
  const unfinished = join(root, 'unfinished')

  /** Writes beside the place and renames into it, so that a half-written blob is never seen under its name. */
  async function arrive(
    key: BlobKey,
    bytes: number,
    write: (partial: string) => Promise<void>,
  ): Promise<void> {
    if (await has(key, bytes)) return
    const path = pathOf(key)
    const partial = join(unfinished, randomUUID())
    await mkdir(unfinished, { recursive: true })
    const isFolderNew = (await mkdir(dirname(path), { recursive: true })) !== undefined
    try {
      await write(partial)
      await rename(partial, path)
    } finally {
      await rm(partial, { force: true })
    }
    // The name has to last as well, and so have folders that were made for it.
    await syncFolder(dirname(path))
    if (isFolderNew) for (const folder of [dirname(dirname(path)), root]) await syncFolder(folder)
  }

  async function has(key: BlobKey, bytes?: number): Promise<boolean> {
    const found = await stat(pathOf(key)).catch(absent)
    return found !== null && (bytes === undefined || found.size === bytes)
  }

  return {
    async put(bytes) {
      const key = createHash('sha256').update(bytes).digest('hex')
      await arrive(key, bytes.length, async (partial) => {
        const file = await open(partial, 'wx', PRIVATE)
        try {
          await file.writeFile(bytes)
          await file.datasync()
        } finally {
          await file.close()
        }
      })
      return key
    },

    has,

    async putFile(key, path) {
      const { size } = await stat(path)
      await arrive(key, size, async (partial) => {
        await copyFile(path, partial, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)
        if ((await hashFile(partial)).sha256 !== key) throw new Problem('FileChanged')
        await chmod(partial, PRIVATE) // What was read-only stays so no longer: the copy has to be opened to be synced.
        const file = await open(partial, 'r+')
        await file.datasync().finally(() => file.close())
      })
    },

    async open(key, range) {
      const file = await open(pathOf(key), 'r').catch(absent)
      if (!file) return null
      const { size } = await file.stat()
      return { stream: file.createReadStream(range), bytes: size }
    },

    read: (key) => readFile(pathOf(key)).catch(absent),

    remove: (key) => rm(pathOf(key), { force: true }),

    async sweep(now) {
      for (const name of (await readdir(unfinished).catch(absent)) ?? []) {
        const partial = join(unfinished, name)
        const begun = await stat(partial).catch(absent)
        if (begun && now.getTime() - begun.mtimeMs > ABANDONED_MS) await rm(partial, { force: true })
      }
    },

    async withLocalFile(key, work) {
      return (await has(key)) ? work(pathOf(key)) : null
    },
  }
}

/** Not every system lets a folder be synced; there, names last when it says so. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => null)
  await folder?.sync().catch(() => {})
  await folder?.close()
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}
