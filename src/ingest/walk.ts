import type { Dirent } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'

/** A file to ingest: where it lies, and how the library calls it (below the folder, with "/"). */
export type FoundFile = { readonly path: string; readonly absolute: string }
export type WalkRefusal = { readonly path: string; readonly reason: string }

/**
 * Every file below a folder, in the order of names, so that two walks agree. Hidden files are left out. A link
 * to a file or folder inside is followed unless what it leads to was walked already; a link that leads out, or
 * nowhere, is refused, and so is a folder that may not be read. `except` is left out, if it lies inside.
 */
export async function walk(
  folder: string,
  except?: string,
): Promise<{ files: FoundFile[]; refused: WalkRefusal[] }> {
  const root = await realpath(folder)
  const walked = new Set<string>([root])
  if (except !== undefined) walked.add(await realpath(except))
  const files: FoundFile[] = []
  const refused: WalkRefusal[] = []

  async function visit(directory: string, path: string): Promise<void> {
    const entries = await readdir(directory, { withFileTypes: true }).catch(
      (error: NodeJS.ErrnoException) => {
        refused.push({ path: path || '.', reason: `The folder cannot be read (${error.code}).` })
        return [] as Dirent[]
      },
    )
    const links: Dirent[] = []
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name.startsWith('.')) continue
      const below = path === '' ? entry.name : `${path}/${entry.name}`
      if (entry.isDirectory()) await enter(join(directory, entry.name), below)
      else if (entry.isFile()) files.push({ path: below, absolute: join(directory, entry.name) })
      else if (entry.isSymbolicLink()) links.push(entry)
      else refused.push({ path: below, reason: 'This is neither a file nor a folder.' })
    }
    for (const link of links)
      await follow(join(directory, link.name), path === '' ? link.name : `${path}/${link.name}`)
  }

  async function enter(directory: string, path: string): Promise<void> {
    if (walked.has(directory)) return
    walked.add(directory)
    await visit(directory, path)
  }

  async function follow(link: string, path: string): Promise<void> {
    const target = await realpath(link).catch(() => null)
    if (target === null) refused.push({ path, reason: 'The link leads nowhere.' })
    else if (target !== root && !target.startsWith(root + sep)) {
      refused.push({ path, reason: 'The link leads out of the folder.' })
    } else if ((await stat(target)).isDirectory()) await enter(target, path)
  }

  await visit(root, '')
  return { files, refused }
}
