import { execFileSync, spawnSync } from 'node:child_process'
import type { TestContext } from 'node:test'
import { temporaryFolder } from './library.ts'

/** A disk of a test: sizes are those of `mount`, such as "6m". */
export type SmallDisk = { readonly path: string; readonly resize: (size: string) => void }

/** Mounts a disk in memory until the test ends; null if that is not possible. */
export async function smallDisk(
  t: TestContext,
  size: string,
  toPath: (folder: string) => string | Promise<string> = (folder) => folder,
): Promise<SmallDisk | null> {
  let mounted = false
  let path = ''
  t.after(() => mounted && execFileSync('umount', ['--lazy', path])) // Before the folder under it is removed.
  path = await toPath(await temporaryFolder(t))
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', path])
  mounted = status === 0
  return mounted
    ? { path, resize: (larger) => void execFileSync('mount', ['-o', `remount,size=${larger}`, path]) }
    : null
}
