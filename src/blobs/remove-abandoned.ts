import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** A temporary file older than this belongs to a process that is gone. */
const ABANDONED_MS = 24 * 3600 * 1000

/** Deletes temporary files that killed processes have left in a folder, which need not exist. */
export async function removeAbandoned(folder: string, now: Date): Promise<void> {
  for (const name of (await readdir(folder).catch(absent)) ?? []) {
    const path = join(folder, name)
    const begun = await stat(path).catch(absent)
    if (begun && now.getTime() - begun.mtimeMs > ABANDONED_MS) await rm(path, { force: true })
  }
}

/** For `catch`: null if there is no such file or folder. */
export function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}
