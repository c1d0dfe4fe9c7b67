import { mkdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The folder for temporary files of a decoder process. Its parent removes it, too, because the process may be killed. */
export const workFolderOf = (pid: number): string => join(tmpdir(), `vitrine-decoder-${pid}`)

/** Calls `work` with an empty folder that only this user can read, and removes it. */
export async function inWorkFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = workFolderOf(process.pid)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { mode: 0o700 })
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
