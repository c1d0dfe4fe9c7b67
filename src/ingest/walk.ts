import type { Dirent } from 'node:fs'
import { lstat, readdir, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, sep } from 'node:path'
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

/** Called for what is found, in its order; the walk goes on when a returned promise has resolved. */
export type OnFound = {
  readonly file: (file: FoundFile) => Promise<void> | void
  readonly refused: (refusal: WalkRefusal) => void
  readonly other: (path: string) => void
  readonly leftOut: (path: string) => void
}

/** A file, folder or link on the way. */
type Entry = FoundFile

/** The real paths of the folder to walk and of the one to leave out. */
type Bounds = { readonly root: string; readonly except: string | null }

/** Finds every file below a folder, as `visitFiles`. */
export async function walk(folder: string, options: WalkOptions = {}): Promise<Walked> {
  const files: FoundFile[] = []
  const refused: WalkRefusal[] = []
  const [others, leftOut]: [string[], string[]] = [[], []]
  await visitFiles(folder, options, {
    file: (it) => void files.push(it),
    refused: (it) => void refused.push(it),
    other: (it) => void others.push(it),
    leftOut: (it) => void leftOut.push(it),
  })
  return { files, refused, others, leftOut }
}

/**
 * Finds every file below a folder, in the order of their names, so that two walks agree; the targets of links come last.
 * Hidden files are left out unless a link leads to them. A link to a file or folder inside is followed once, unless its
 * target is found without the link. Links that lead outside or nowhere are refused, and so are folders that cannot be
 * read and names that are not UTF-8.
 */
export async function visitFiles(
  folder: string,
  { except, signal }: WalkOptions,
  on: OnFound,
): Promise<void> {
  const root = await realpath(folder)
  const bounds = { root, except: except === undefined ? null : await realPathOf(except) }
  const entered = new Set<string>([root])
  const unreadable = new Set<string>()
  const links: Entry[] = []
  const linkedFiles = new Map<string, Entry>()
  const refuse = (path: string, reason: string) => on.refused({ path, reason })

  async function visit({ absolute: folder, path }: Entry): Promise<void> {
    const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
      unreadable.add(folder)
      refuse(path || '.', cannotBeRead('The folder', error.code))
      return [] as Dirent[]
    })
    const pictures = picturesAmong(entries)
    for (const dirent of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (signal?.aborted) return
      if (dirent.isFile() && isSidecar(dirent.name, pictures)) continue
      const below = path === '' ? dirent.name : `${path}/${dirent.name}`
      await add(dirent, { absolute: join(folder, dirent.name), path: below })
    }
  }

  async function add(dirent: Dirent, entry: Entry): Promise<void> {
    if (isWithin(entry.absolute, bounds.except)) return
    if (dirent.isDirectory() && isSystemFolder(dirent.name)) on.leftOut(entry.path)
    else if (dirent.isFile() && isOtherFile(dirent.name)) on.other(entry.path)
    else if (await isNotUtf8(entry)) refuse(entry.path, 'The name is not UTF-8.')
    else if (dirent.isDirectory()) await enter(entry)
    else if (dirent.isFile()) await on.file(entry)
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
    else if (target.is === 'file' && !linkedFiles.has(target.path))
      linkedFiles.set(target.path, { absolute: target.path, path: link.path })
  }

  async function isFoundWithoutLink(absolute: string): Promise<boolean> {
    const [parent, name] = [dirname(absolute), basename(absolute)]
    if (!entered.has(parent) || unreadable.has(parent) || isOtherFile(name)) return false
    return !isSidecar(name, picturesAmong(await readdir(parent, { withFileTypes: true })))
  }

  await visit({ absolute: root, path: '' })
  // NOTE: a folder that a link leads to may contain further links, which are appended to the list.
  for (const link of links) await follow(link)
  for (const file of linkedFiles.values())
    if (!signal?.aborted && !(await isFoundWithoutLink(file.absolute))) await on.file(file)
}

/** Returns the names of the files of a folder that may be pictures. */
const picturesAmong = (entries: readonly Dirent[]): string[] =>
  entries.filter((it) => !it.isDirectory() && !isOtherFile(it.name)).map(({ name }) => name)

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
