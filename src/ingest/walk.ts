import type { Dirent } from 'node:fs'
import { lstat, readdir, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'

/** A file to ingest: where it lies, and how the library calls it (below the folder, with "/"). */
export type FoundFile = { readonly path: string; readonly absolute: string }

export type WalkRefusal = { readonly path: string; readonly reason: string }

/** What the system calls it, and how the library does. */
type Place = { readonly absolute: string; readonly path: string }

/**
 * Every file below a folder, in the order of names, so that two walks agree; what links lead to comes last. Hidden
 * files are left out, unless a link leads to them. A link to a file or folder inside is followed once, and not when
 * what it leads to is walked without it; a link that leads out, or nowhere, is refused, and so is a folder that may
 * not be read and a name that is not UTF-8. `except` is left out with all that is in it, if it lies inside.
 */
export async function walk(
  folder: string,
  except?: string,
): Promise<{ files: FoundFile[]; refused: WalkRefusal[] }> {
  const root = await realpath(folder)
  const leftOut = except === undefined ? null : await realpath(except)
  const walked = new Set<string>([root])
  const files: FoundFile[] = []
  const refused: WalkRefusal[] = []
  const links: Place[] = []
  const linkedFiles: Place[] = []

  async function visit({ absolute: directory, path }: Place): Promise<void> {
    const entries = await readdir(directory, { withFileTypes: true }).catch(
      (error: NodeJS.ErrnoException) => {
        refused.push({ path: path || '.', reason: `The folder cannot be read (${error.code}).` })
        return [] as Dirent[]
      },
    )
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name.startsWith('.')) continue
      const below = path === '' ? entry.name : `${path}/${entry.name}`
      const place = { absolute: join(directory, entry.name), path: below }
      if (await isGarbled(place)) refused.push({ path: below, reason: 'The name is not UTF-8.' })
      else if (entry.isDirectory()) await enter(place)
      else if (entry.isFile()) files.push(place)
      else if (entry.isSymbolicLink()) links.push(place)
      else refused.push({ path: below, reason: 'This is neither a file nor a folder.' })
    }
  }

  async function enter(place: Place): Promise<void> {
    if (walked.has(place.absolute) || isWithin(place.absolute, leftOut)) return
    walked.add(place.absolute)
    await visit(place)
  }

  async function follow({ absolute: link, path }: Place): Promise<void> {
    const target = await realpath(link).catch(() => null)
    if (target === null) return void refused.push({ path, reason: 'The link leads nowhere.' })
    if (!isWithin(target, root))
      return void refused.push({ path, reason: 'The link leads out of the folder.' })
    if (isWithin(target, leftOut)) return
    const place = { absolute: target, path }
    const kind = await stat(target)
    if (kind.isDirectory()) await enter(place)
    else if (kind.isFile()) linkedFiles.push(place)
    else refused.push({ path, reason: 'This is neither a file nor a folder.' })
  }

  await visit({ absolute: root, path: '' })
  // NOTE: a folder that a link leads to may hold further links, which join the end of the list.
  for (const link of links) await follow(link)
  const found = new Set(linkedFiles.length > 0 ? files.map(({ absolute }) => absolute) : [])
  for (const file of linkedFiles) {
    if (!found.has(file.absolute)) files.push(file)
    found.add(file.absolute)
  }
  return { files, refused }
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
