import { realpath, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { nextId } from '../catalogue/next-id.ts'
import type { Db } from '../db/database.ts'
import { Problem } from '../lib/problem.ts'

/** A folder that is ingested. It is identified by its real path; its name is the default name of the collection. */
export type SourceFolder = { readonly id: number; readonly path: string; readonly name: string }

/** Finds or adds the source folder at a path. @throws Problem FolderNotFound when there is no such folder. */
export async function ensureSourceFolder(db: Db, folder: string): Promise<SourceFolder> {
  const path = await realpath(folder).catch(() => null)
  if (path === null || !(await stat(path)).isDirectory())
    throw new Problem('FolderNotFound', `There is no folder ${folder}.`)
  return db.transaction().execute(async (tx) => {
    const existing = await tx.selectFrom('source').selectAll().where('path', '=', path).executeTakeFirst()
    if (existing) return existing
    const source = { id: await nextId(tx, 'source'), path, name: basename(path) || path }
    await tx.insertInto('source').values(source).execute()
    return source
  })
}

/** Returns the source folder with this real path; null if it was never ingested. */
export async function findSourceFolder(db: Db, path: string): Promise<SourceFolder | null> {
  return (await db.selectFrom('source').selectAll().where('path', '=', path).executeTakeFirst()) ?? null
}

/** Returns the absolute path of a file of a source in the form that manifests use: the part below the source in NFC. */
export const absoluteOf = (source: Pick<SourceFolder, 'path'>, path: string): string =>
  join(source.path, path.normalize('NFC'))
