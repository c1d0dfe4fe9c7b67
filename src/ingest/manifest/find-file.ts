import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** Returns the names in a folder; none if it cannot be read. */
export type FolderNames = (folder: string) => Promise<readonly string[]>

/** Reads each folder once: a manifest may name thousands of files that do not exist. */
export function folderNames(): FolderNames {
  const read = new Map<string, Promise<string[]>>()
  return (folder) => {
    const names = read.get(folder) ?? readdir(folder).catch(() => [])
    read.set(folder, names)
    return names
  }
}

/** The actual path of a file; `otherCase` if it differs from the requested one by case. */
export type FoundFile = { readonly path: string; readonly otherCase: boolean }

/**
 * Finds the file at `path` below a folder in any Unicode form of its name: macOS may write ü as u with a combining mark
 * (NFD) where a table has a single letter (NFC). If there is none, finds one whose name differs by case; else null.
 */
export async function findFile(
  folder: string,
  path: string,
  namesIn: FolderNames,
): Promise<FoundFile | null> {
  let found: FoundFile = { path: '', otherCase: false }
  for (const wanted of path.split('/')) {
    const names = await namesIn(join(folder, found.path))
    const exact = names.includes(wanted) ? wanted : names.find((name) => composed(name) === composed(wanted))
    const match = exact ?? names.find((name) => folded(name) === folded(wanted))
    if (match === undefined) return null
    found = {
      path: found.path === '' ? match : `${found.path}/${match}`,
      otherCase: found.otherCase || exact === undefined,
    }
  }
  return found
}

const composed = (name: string) => name.normalize('NFC')
const folded = (name: string) => composed(composed(name).toLowerCase())
