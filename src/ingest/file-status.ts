import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Db } from '../db/database.ts'

/** Where a file was seen: the id of the source folder and the path below it. */
export type FileLocation = { readonly sourceId: number; readonly path: string }

/** What has become of a file since it was last seen, judged by its size and modification time. */
export type FileStatus = 'unchanged' | 'changed' | 'missing'

/** Returns the status of the file at a location. A location that was not checked counts as `unchanged`. */
export type StatusOf = (location: FileLocation) => FileStatus

type Seen = FileLocation & { readonly folder: string; readonly bytes: number; readonly modifiedMs: number }

/** At most this many copies of a file are checked. */
const MAX_COPIES = 50

/**
 * Checks every location on which the identity of a file may depend: those of the asset at its path, of all assets with
 * its document id, and of the asset with the same bytes. It reads the disk, so call it before the transaction.
 */
export async function checkLocations(
  db: Db,
  file: FileLocation & { readonly sha256: string; readonly documentId: string | null },
): Promise<StatusOf> {
  const seen = db
    .selectFrom('sourceFile')
    .innerJoin('source', 'source.id', 'sourceFile.sourceId')
    .select(['source.path as folder', 'sourceFile.sourceId', 'sourceFile.path'])
    .select(['sourceFile.bytes', 'sourceFile.modifiedMs'])
  const assets = db
    .selectFrom('sourceFile')
    .select('assetId')
    .where((eb) =>
      eb.or([
        eb('documentId', '=', file.documentId),
        eb.and([eb('sourceId', '=', file.sourceId), eb('path', '=', file.path)]),
      ]),
    )
  const locations = [
    ...(await seen.where('sourceFile.assetId', 'in', assets).execute()),
    ...(await seen.where('sourceFile.sha256', '=', file.sha256).limit(MAX_COPIES).execute()),
  ]
  const found = new Map<string, FileStatus>()
  for (const location of locations) found.set(keyOf(location), await statusAt(location))
  return (location) => found.get(keyOf(location)) ?? 'unchanged'
}

async function statusAt({ folder, path, bytes, modifiedMs }: Seen): Promise<FileStatus> {
  try {
    const { size, mtimeMs } = await stat(join(folder, path))
    return size === bytes && mtimeMs === modifiedMs ? 'unchanged' : 'changed'
  } catch (error) {
    // NOTE: a file that cannot be accessed, for example for lack of permission, is not missing.
    return ['ENOENT', 'ENOTDIR'].includes(String((error as NodeJS.ErrnoException).code))
      ? 'missing'
      : 'unchanged'
  }
}

const keyOf = ({ sourceId, path }: FileLocation) => `${sourceId}/${path}`
