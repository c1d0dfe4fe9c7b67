import { readdir } from 'node:fs/promises'
import { basename, extname, join, relative, sep } from 'node:path'
import { isOtherFile, isSystemFolder } from '../other-files.ts'

/** Returns the paths below a folder of files with this name, or this name without extension, in any case. */
export type FindElsewhere = (folder: string, name: string) => Promise<readonly string[]>

/** Reads each folder once: a table may name thousands of files without their folders. */
export function findElsewhere(): FindElsewhere {
  const read = new Map<string, Promise<ReadonlyMap<string, readonly string[]>>>()
  return async (folder, name) => {
    const byName = read.get(folder) ?? pathsByName(folder)
    read.set(folder, byName)
    return (await byName).get(keyOf(name)) ?? []
  }
}

async function pathsByName(folder: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const byName = new Map<string, string[]>()
  const add = (name: string, path: string) => {
    const key = keyOf(name)
    const paths = byName.get(key)
    if (paths) paths.push(path)
    else byName.set(key, [path])
  }
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  for (const entry of entries) {
    if (!entry.isFile() || isOtherFile(entry.name)) continue
    const path = relative(folder, join(entry.parentPath, entry.name))
    const names = path.split(sep)
    if (names.slice(0, -1).some(isSystemFolder)) continue
    add(entry.name, names.join('/'))
    if (extname(entry.name) !== '') add(basename(entry.name, extname(entry.name)), names.join('/'))
  }
  return byName
}

const keyOf = (name: string) => name.normalize('NFC').toLowerCase().normalize('NFC')
