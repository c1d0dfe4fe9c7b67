import { hash } from 'node:crypto'
import { constants } from 'node:fs'
import { access, cp, glob, mkdtemp, readFile, rename, rm, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { takeProcessLock } from '../db/process-lock.ts'
import { makeFolder } from '../lib/make-folder.ts'

/** The user's cache (XDG base directories); its content can be made again at any time. */
const CACHE = join(homedir(), '.cache', 'vitrine')
const KEPT_MS = 30 * 24 * 3600 * 1000
/** Pause between attempts to get the lock of another process. */
const RETRY_MS = 100
/** Contains src/ and migrations/: the checkout, or dist/ of the package. */
const PROGRAM = fileURLToPath(new URL('../../', import.meta.url))

/**
 * Fills a folder with the demo library in its initial state. It is made once for each version of the program, with
 * and without videos, in the user's cache, and copied from there, which takes less than a second. If the cache cannot be written to, it is made in
 * the folder itself.
 */
export async function copyDemoTemplate(
  folder: string,
  { hasVideos }: { hasVideos: boolean },
  make: (folder: string) => Promise<void>,
): Promise<void> {
  const template = join(CACHE, `demo-${await programHash()}${hasVideos ? '-films' : ''}`)
  const isUsable = (await exists(template)) || (await makeTemplate(template, make))
  if (!isUsable) return make(folder)
  await cp(template, folder, { recursive: true, mode: constants.COPYFILE_FICLONE })
}

/** Returns false when the cache cannot be written to. If several processes need it, one makes it and the others wait. */
async function makeTemplate(template: string, make: (folder: string) => Promise<void>): Promise<boolean> {
  const unlock = await lockCache().catch(() => null)
  if (!unlock) return false
  try {
    if (await exists(template)) return true
    const draft = await mkdtemp(`${template}-`)
    try {
      await make(draft)
      await rename(draft, template)
    } finally {
      await rm(draft, { recursive: true, force: true })
    }
    await removeOldTemplates()
    return true
  } finally {
    unlock()
  }
}

async function lockCache(): Promise<() => void> {
  await makeFolder(CACHE)
  for (;;) {
    const unlock = takeProcessLock(join(CACHE, 'demo.lock'))
    if (unlock) return unlock
    await delay(RETRY_MS)
  }
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

async function removeOldTemplates(): Promise<void> {
  for await (const name of glob('demo-*', { cwd: CACHE })) {
    const folder = join(CACHE, name)
    const { mtimeMs } = await stat(folder)
    if (Date.now() - mtimeMs > KEPT_MS) await rm(folder, { recursive: true, force: true })
  }
}

/** Changes with every file that could affect the demo library, so that a template is never used by another version. */
async function programHash(): Promise<string> {
  const files = await Array.fromAsync(
    glob('{src,migrations}/**/*.{ts,js}', { cwd: PROGRAM, exclude: ['src/{cli,http}/**', '**/*.test.ts'] }),
  )
  const contents = await Promise.all(files.sort().map((file) => readFile(join(PROGRAM, file))))
  return hash('sha256', Buffer.concat(contents), 'hex').slice(0, 16)
}
