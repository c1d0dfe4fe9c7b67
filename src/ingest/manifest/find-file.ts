import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** The names in a folder; none of one that cannot be read. */
export type FolderNames = (folder: string) => Promise<readonly string[]>

/** Reads each folder once: a manifest may name thousands of files that are not there. */
export function folderNames(): FolderNames {
  const known = new Map<string, Promise<string[]>>()
  return (folder) => {
    const names = known.get(folder) ?? readdir(folder).catch(() => [])
    known.set(folder, names)
    return names
  }
}

/** A file as its folder has it; `otherCase` when its name differs from the one asked for by case alone. */
export type FoundFile = { readonly path: string; readonly otherCase: boolean }

/**
 * Finds the file at `path` below a folder whatever the Unicode form of its name: macOS may write ü as u with a mark
 * (NFD) where a table has one letter (NFC). Where there is none, one whose name differs by case; else null.
 */
export async function findFile(
  folder: string,
  path: string,
  namesIn: FolderNames,
): Promise<FoundFile | null> {
  let found: FoundFile = { path: '', otherCase: false }
  for (const wanted of path.split('/')) {
    const names = await namesIn(join(folder, found.path))
    const same = names.includes(wanted) ? wanted : names.find((name) => form(name) === form(wanted))
    const alike = same ?? names.find((name) => inAnyCase(name) === inAnyCase(wanted))
    if (alike === undefined) return null
    found = {
      path: found.path === '' ? alike : `${found.path}/${alike}`,
      otherCase: found.otherCase || same === undefined,
    }
  }
  return found
}

const form = (name: string) => name.normalize('NFC')
const inAnyCase = (name: string) => form(form(name).toLowerCase())
