import { realpath, stat } from 'node:fs/promises'
import { isAbsolute, join, relative, resolve, sep } from 'node:path'
import { BlobChanged } from '../../blobs/blob-store.ts'
import type { Db } from '../../db/database.ts'
import { MediaProblem } from '../../media/media-problem.ts'
import type { FileToRead } from '../read-file.ts'
import type { Arrival } from '../record.ts'
import type { NamedFile } from './prepared-record.ts'

/** How files of records are read: at most some at a time. */
export type FileReading = {
  readonly db: Db
  readonly processes: number
  read(file: FileToRead): Promise<Arrival>
}

/** A path that a manifest may not name. */
export class ForbiddenPath extends Error {
  override readonly name = 'ForbiddenPath'
}

/**
 * The file that a record names, below the folder of its manifest. One that is there and not known as it is, or whose
 * record says something new (`said`), is read and decoded; one that is not there may come later.
 *
 * @throws ForbiddenPath when it leads out of the folder.
 */
export async function prepareNamedFile(
  { db, read }: FileReading,
  { folder, path: written, said }: { folder: string; path: string; said: string },
): Promise<NamedFile> {
  const absolute = resolve(folder, written.replaceAll('\\', '/'))
  const path = relative(folder, absolute).split(sep).join('/')
  const named = { absolute, path, arrival: null, refused: null }
  if (path === '' || path.startsWith('../') || path === '..' || isAbsolute(path))
    throw new ForbiddenPath("It leads out of the manifest's folder.")
  const real = await realpath(absolute).catch(() => null)
  if (real === null) return named
  if (!real.startsWith(folder + sep)) throw new ForbiddenPath("It leads out of the manifest's folder.")
  try {
    const found = await stat(real)
    const { mtimeMs: modifiedMs, size } = found
    if (!found.isFile()) return { ...named, refused: 'It is not a file.' }
    if (await isKnown(db, { folder, path, absolute, modifiedMs, size, said })) return named
    return { ...named, arrival: await read({ path, absolute: real, modifiedMs }) }
  } catch (error) {
    if (error instanceof MediaProblem || error instanceof BlobChanged)
      return { ...named, refused: error.message }
    throw error
  }
}

/** Whether the file was taken in as it is, and its record says what it said then. */
async function isKnown(
  db: Db,
  file: { folder: string; path: string; absolute: string; modifiedMs: number; size: number; said: string },
): Promise<boolean> {
  const found = await db
    .selectFrom('sourceFile')
    .innerJoin('source', 'source.id', 'sourceFile.sourceId')
    .innerJoin('manifestFile', 'manifestFile.assetId', 'sourceFile.assetId')
    .select('sourceFile.assetId')
    .where('source.path', '=', file.folder)
    .where('sourceFile.path', '=', file.path)
    .where('sourceFile.bytes', '=', file.size)
    .where('sourceFile.modifiedMs', '=', file.modifiedMs)
    .where('manifestFile.path', '=', file.absolute)
    .where('manifestFile.said', '=', file.said)
    .executeTakeFirst()
  return found !== undefined
}

/** Where a file of a source lies, as manifests name it. */
export const absoluteOf = (source: { path: string }, path: string): string => join(source.path, path)
