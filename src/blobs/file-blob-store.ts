import { createHash, randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { access, copyFile, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { hashFile } from '../lib/hash.ts'
import type { BlobKey, BlobStore } from './blob-store.ts'

/** Blobs as files below `root`, two levels deep by the first digits of their hash. */
export function fileBlobStore(root: string): BlobStore {
  const pathOf = (key: BlobKey) => join(root, key.slice(0, 2), key.slice(2, 4), key)

  return {
    async put(bytes) {
      const key = createHash('sha256').update(bytes).digest('hex')
      await arrive(pathOf(key), async (partial) => {
        const file = await open(partial, 'wx')
        try {
          await file.writeFile(bytes)
          await file.datasync()
        } finally {
          await file.close()
        }
      })
      return key
    },

    async putFile(key, path) {
      await arrive(pathOf(key), async (partial) => {
        await copyFile(path, partial, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)
        if ((await hashFile(partial)).sha256 !== key) throw new Error('The file changed while it was copied.')
        const file = await open(partial, 'r+')
        await file.datasync().finally(() => file.close())
      })
    },

    async open(key) {
      const file = await open(pathOf(key), 'r').catch(absent)
      if (!file) return null
      return { stream: file.createReadStream(), bytes: (await file.stat()).size }
    },

    read: (key) => readFile(pathOf(key)).catch(absent),

    async localPath(key) {
      const path = pathOf(key)
      return access(path).then(() => path, absent)
    },
  }
}

/** Writes beside the place and renames into it, so that a half-written blob is never seen under its name. */
async function arrive(path: string, write: (partial: string) => Promise<void>): Promise<void> {
  if (await stat(path).catch(absent)) return
  const partial = `${path}.${randomUUID()}.partial`
  await mkdir(dirname(path), { recursive: true })
  try {
    await write(partial)
    await rename(partial, path)
  } finally {
    await rm(partial, { force: true })
  }
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}
