import { realpath } from 'node:fs/promises'
import { basename, dirname, join, relative, sep } from 'node:path'
import type { Db } from '../db/database.ts'
import type { FoundFile } from './walk.ts'

/** Pictures that were named one by one, by the folder whose source they belong to. */
export type NamedPictures = { readonly folder: string; readonly files: readonly FoundFile[] }

/**
 * Sorts pictures by their sources: the folder that was taken in before and has them inside, the nearest if there are
 * several, else the folder in which they lie.
 */
export async function bySource(db: Db, paths: readonly string[]): Promise<NamedPictures[]> {
  const known = (await db.selectFrom('source').select('path').execute()).map(({ path }) => path)
  const nearestFirst = known.sort((a, b) => b.length - a.length)
  const sorted = new Map<string, FoundFile[]>()
  for (const path of paths) {
    const inside = await realpath(dirname(path))
    const folder = nearestFirst.find((it) => inside === it || inside.startsWith(it + sep)) ?? inside
    const absolute = join(inside, basename(path))
    const file = { path: relative(folder, absolute).replaceAll(sep, '/'), absolute }
    sorted.set(folder, [...(sorted.get(folder) ?? []), file])
  }
  return [...sorted].map(([folder, files]) => ({ folder, files }))
}
