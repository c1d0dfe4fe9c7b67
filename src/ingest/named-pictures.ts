import { realpath } from 'node:fs/promises'
import { basename, dirname, join, relative, sep } from 'node:path'
import type { Db } from '../db/database.ts'
import type { FoundFile } from './walk.ts'

/** Pictures that were named one by one and belong to one source folder. */
export type NamedPictures = { readonly folder: string; readonly files: readonly FoundFile[] }

/**
 * Groups pictures by source folder: the innermost ingested folder that contains them, else the folder that they are in.
 */
export async function groupBySource(db: Db, paths: readonly string[]): Promise<NamedPictures[]> {
  const folders = (await db.selectFrom('source').select('path').execute()).map(({ path }) => path)
  const innermostFirst = folders.sort((a, b) => b.length - a.length)
  const groups = new Map<string, FoundFile[]>()
  for (const path of paths) {
    const parent = await realpath(dirname(path))
    const folder = innermostFirst.find((it) => parent === it || parent.startsWith(it + sep)) ?? parent
    const absolute = join(parent, basename(path))
    const file = { path: relative(folder, absolute).replaceAll(sep, '/'), absolute }
    groups.set(folder, [...(groups.get(folder) ?? []), file])
  }
  return [...groups].map(([folder, files]) => ({ folder, files }))
}
