import { hash } from 'node:crypto'
import { constants } from 'node:fs'
import { access, cp, glob, mkdir, mkdtemp, readFile, rename, rm, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The user's cache (XDG base directories); its content can be made again at any time. */
const CACHE = join(homedir(), '.cache', 'vitrine')
const KEPT_MS = 30 * 24 * 3600 * 1000
const PROGRAM = fileURLToPath(new URL('../', import.meta.url))

/**
 * Fills a folder with the demo library in its initial state. It is made once for each version of the program, in the
 * user's cache, and copied from there, which takes less than a second. If the cache cannot be written to, it is made in
 * the folder itself.
 */
export async function copyDemoTemplate(
  folder: string,
  make: (folder: string) => Promise<void>,
): Promise<void> {
  const template = join(CACHE, `demo-${await programHash()}`)
  const isThere = await access(template).then(
    () => true,
    () => false,
  )
  const isUsable = isThere || (await makeTemplate(template, make))
  if (!isUsable) return make(folder)
  await cp(template, folder, { recursive: true, mode: constants.COPYFILE_FICLONE })
}

/** Returns false when the cache cannot be written to. If two processes make it at once, the first one wins. */
async function makeTemplate(template: string, make: (folder: string) => Promise<void>): Promise<boolean> {
  let draft: string
  try {
    await mkdir(CACHE, { recursive: true })
    draft = await mkdtemp(`${template}-`)
  } catch {
    return false
  }
  try {
    await make(draft)
    await rename(draft, template)
    await removeOldTemplates()
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST'].includes(String((error as NodeJS.ErrnoException).code))) throw error
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
  return true
}

async function removeOldTemplates(): Promise<void> {
  for await (const name of glob('demo-*', { cwd: CACHE })) {
    const folder = join(CACHE, name)
    const { mtimeMs } = await stat(folder)
    if (Date.now() - mtimeMs > KEPT_MS) await rm(folder, { recursive: true, force: true })
  }
}

/** Changes with every file of the program, so that a template is never used by another version. */
async function programHash(): Promise<string> {
  const files = await Array.fromAsync(glob('**/*.{ts,js}', { cwd: PROGRAM }))
  const contents = await Promise.all(files.sort().map((file) => readFile(join(PROGRAM, file))))
  return hash('sha256', Buffer.concat(contents), 'hex').slice(0, 16)
}
