import type { Dirent } from 'node:fs'
import { lstat, readdir, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { isOtherFile, isSystemFolder } from './other-files.ts'
import { cannotBeRead } from './system-errors.ts'

/** A file to ingest: where it lies, and how the library calls it (below the folder, with "/"). */
export type FoundFile = { readonly path: string; readonly absolute: string }

/** A file or folder that could not be read, and why. */
export type WalkRefusal = { readonly path: string; readonly reason: string }

/** What lies below a folder. */
export type Walked = {
  readonly files: readonly FoundFile[]
  readonly refused: readonly WalkRefusal[]
  /** Paths of files that are known by their names to be no pictures: hidden ones, sidecars, notes. */
  readonly others: readonly string[]
  /** Paths of folders of systems and programs, and of hidden ones, which were not entered. */
  readonly leftOut: readonly string[]
}

/** What to leave out, and when to stop. */
export type WalkOptions = {
  /** A folder that is left out with all that is in it, if it lies inside; it need not exist. */
  readonly except?: string | undefined
  /** When aborted, the walk ends with what it has found. */
  readonly signal?: AbortSignal | undefined
}

/** What the system calls it, and how the library does. */
type Place = { readonly absolute: string; readonly path: string }

/** Folders that bound a walk, real paths. */
type Bounds = { readonly root: string; readonly except: string | null }

/**
 * Every file below a folder, in the order of names, so that two walks agree; what links lead to comes last. Hidden
 * files are left out, unless a link leads to them. A link to a file or folder inside is followed once, and not when
 * what it leads to is walked without it; a link that leads out, or nowhere, is refused, and so is a folder that may
 * not be read and a name that is not UTF-8.
 */
export async function walk(folder: string, { except, signal }: WalkOptions = {}): Promise<Walked> {
  const root = await realpath(folder)
  const bounds = { root, except: except === undefined ? null : await realPathOf(except) }
  const entered = new Set<string>([root])
  const found = { files: [] as FoundFile[], refused: [] as WalkRefusal[] }
  const [others, leftOut]: [string[], string[]] = [[], []]
  const links: Place[] = []
  const linkedFiles: Place[] = []
  const refuse = (path: string, reason: string) => void found.refused.push({ path, reason })

  async function visit({ absolute: folder, path }: Place): Promise<void> {
    const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
      refuse(path || '.', cannotBeRead('The folder', error.code))
      return [] as Dirent[]
    })
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (signal?.aborted) return
      const below = path === '' ? entry.name : `${path}/${entry.name}`
      await sort(entry, { absolute: join(folder, entry.name), path: below })
    }
  }

  async function sort(entry: Dirent, place: Place): Promise<void> {
    if (isWithin(place.absolute, bounds.except)) return
    if (entry.isDirectory() && isSystemFolder(entry.name)) leftOut.push(place.path)
    else if (entry.isFile() && isOtherFile(entry.name)) others.push(place.path)
    else if (await isGarbled(place)) refuse(place.path, 'The name is not UTF-8.')
    else if (entry.isDirectory()) await enter(place)
    else if (entry.isFile()) found.files.push(place)
    else if (entry.isSymbolicLink()) links.push(place)
    else refuse(place.path, 'This is neither a file nor a folder.')
  }

  async function enter(place: Place): Promise<void> {
    if (entered.has(place.absolute)) return
    entered.add(place.absolute)
    await visit(place)
  }

  async function follow(link: Place): Promise<void> {
    const led = await targetOf(link, bounds)
    if ('reason' in led) refuse(link.path, led.reason)
    else if (led.is === 'folder') await enter({ absolute: led.target, path: link.path })
    else if (led.is === 'file') linkedFiles.push({ absolute: led.target, path: link.path })
  }

  await visit({ absolute: root, path: '' })
  // NOTE: a folder that a link leads to may hold further links, which join the end of the list.
  for (const link of links) await follow(link)
  const files = withLinked(found.files, linkedFiles)
  return { files, refused: found.refused, others, leftOut }
}

/** The real path of a folder; null when there is no such folder, as before the first ingest. */
const realPathOf = (folder: string) =>
  realpath(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })

/** Where a link leads; `nothing` is what is left out without a word. */
async function targetOf(
  { absolute: link }: Place,
  { root, except }: Bounds,
): Promise<
  { readonly is: 'file' | 'folder' | 'nothing'; readonly target: string } | { readonly reason: string }
> {
  const target = await realpath(link).catch(() => null)
  if (target === null) return { reason: 'The link leads nowhere.' }
  if (!isWithin(target, root)) return { reason: 'The link leads out of the folder.' }
  if (isWithin(target, except)) return { is: 'nothing', target }
  const kind = await stat(target)
  if (kind.isDirectory()) return { is: 'folder', target }
  return kind.isFile() ? { is: 'file', target } : { reason: 'This is neither a file nor a folder.' }
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

/** Node puts U+FFFD for bytes that are no UTF-8, and then no file has that name any more. */
async function isGarbled({ absolute }: Place): Promise<boolean> {
  if (!absolute.includes('\ufffd')) return false
  return lstat(absolute).then(
    () => false,
    () => true,
  )
}
