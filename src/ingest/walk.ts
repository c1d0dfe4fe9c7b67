import type { Dirent } from 'node:fs'
import { lstat, readdir, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { isOtherFile, isSystemFolder } from './other-files.ts'
import { isSidecar } from './sidecar.ts'
import { cannotBeRead } from './system-errors.ts'

/** A file to ingest: its absolute path, and its path in the library (below the folder, with "/"). */
export type FoundFile = { readonly path: string; readonly absolute: string }

/** A file or folder that could not be read, and why. */
export type WalkRefusal = { readonly path: string; readonly reason: string }

/** What was found below a folder. */
export type Walked = {
  readonly files: readonly FoundFile[]
  readonly refused: readonly WalkRefusal[]
  /** Paths of files whose names show that they are no pictures: hidden files, sidecars without a picture, notes. */
  readonly others: readonly string[]
  /** Paths of hidden folders and those of systems and programs, which were not entered. */
  readonly leftOut: readonly string[]
}

/** What to leave out, and when to stop. */
export type WalkOptions = {
  /** A folder to leave out if it is inside; it need not exist. */
  readonly except?: string | undefined
  /** When aborted, the walk ends with what it has found so far. */
  readonly signal?: AbortSignal | undefined
}

/** A file, folder or link on the way. */
type Entry = FoundFile

/** The real paths of the folder to walk and of the one to leave out. */
type Bounds = { readonly root: string; readonly except: string | null }

/**
 * Finds every file below a folder, in the order of their names, so that two walks agree; the targets of links come last.
 * Hidden files are left out unless a link leads to them. A link to a file or folder inside is followed once, unless its
 * target is found without the link. Links that lead outside or nowhere are refused, and so are folders that cannot be
 * read and names that are not UTF-8.
 */
export async function walk(folder: string, { except, signal }: WalkOptions = {}): Promise<Walked> {
  const root = await realpath(folder)
  const bounds = { root, except: except === undefined ? null : await realPathOf(except) }
  const entered = new Set<string>([root])
  const found = { files: [] as FoundFile[], refused: [] as WalkRefusal[] }
  const [others, leftOut]: [string[], string[]] = [[], []]
  const links: Entry[] = []
  const linkedFiles: Entry[] = []
  const refuse = (path: string, reason: string) => void found.refused.push({ path, reason })

  async function visit({ absolute: folder, path }: Entry): Promise<void> {
    const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
      refuse(path || '.', cannotBeRead('The folder', error.code))
      return [] as Dirent[]
    })
    const pictures = entries
      .filter((it) => !it.isDirectory() && !isOtherFile(it.name))
      .map(({ name }) => name)
    for (const dirent of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (signal?.aborted) return
      if (dirent.isFile() && isSidecar(dirent.name, pictures)) continue
      const below = path === '' ? dirent.name : `${path}/${dirent.name}`
      await add(dirent, { absolute: join(folder, dirent.name), path: below })
    }
  }

  async function add(dirent: Dirent, entry: Entry): Promise<void> {
    if (isWithin(entry.absolute, bounds.except)) return
    if (dirent.isDirectory() && isSystemFolder(dirent.name)) leftOut.push(entry.path)
    else if (dirent.isFile() && isOtherFile(dirent.name)) others.push(entry.path)
    else if (await isNotUtf8(entry)) refuse(entry.path, 'The name is not UTF-8.')
    else if (dirent.isDirectory()) await enter(entry)
    else if (dirent.isFile()) found.files.push(entry)
    else if (dirent.isSymbolicLink()) links.push(entry)
    else refuse(entry.path, 'This is neither a file nor a folder.')
  }

  async function enter(folder: Entry): Promise<void> {
    if (entered.has(folder.absolute)) return
    entered.add(folder.absolute)
    await visit(folder)
  }

  async function follow(link: Entry): Promise<void> {
    const target = await targetOf(link, bounds)
    if ('reason' in target) refuse(link.path, target.reason)
    else if (target.is === 'folder') await enter({ absolute: target.path, path: link.path })
    else if (target.is === 'file') linkedFiles.push({ absolute: target.path, path: link.path })
  }

  await visit({ absolute: root, path: '' })
  // NOTE: a folder that a link leads to may contain further links, which are appended to the list.
  for (const link of links) await follow(link)
  const files = withLinked(found.files, linkedFiles)
  return { files, refused: found.refused, others, leftOut }
}

/** Returns the real path of a folder; null if it does not exist, as before the first ingest. */
const realPathOf = (folder: string) =>
  realpath(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })

/** Finds the target of a link, `excluded` if it is in the folder to leave out; or the reason why the link is refused. */
async function targetOf(
  { absolute: link }: Entry,
  { root, except }: Bounds,
): Promise<
  { readonly is: 'file' | 'folder' | 'excluded'; readonly path: string } | { readonly reason: string }
> {
  const path = await realpath(link).catch(() => null)
  if (path === null) return { reason: 'The link leads nowhere.' }
  if (!isWithin(path, root)) return { reason: 'The link leads out of the folder.' }
  if (isWithin(path, except)) return { is: 'excluded', path }
  const stats = await stat(path)
  if (stats.isDirectory()) return { is: 'folder', path }
  return stats.isFile() ? { is: 'file', path } : { reason: 'This is neither a file nor a folder.' }
}

function withLinked(files: readonly FoundFile[], linked: readonly FoundFile[]): FoundFile[] {
  const seen = new Set(linked.length > 0 ? files.map(({ absolute }) => absolute) : [])
  const all = [...files]
  for (const file of linked) {
    if (!seen.has(file.absolute)) all.push(file)
    seen.add(file.absolute)
  }
  return all
}

const isWithin = (path: string, folder: string | null) =>
  folder !== null && (path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep))

/** NOTE: Node replaces bytes that are not UTF-8 by U+FFFD, and then there is no file with that name. */
async function isNotUtf8({ absolute }: Entry): Promise<boolean> {
  if (!absolute.includes('\ufffd')) return false
  return lstat(absolute).then(
    () => false,
    () => true,
  )
}
