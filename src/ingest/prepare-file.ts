import { stat } from 'node:fs/promises'
import type { BlobStore } from '../blobs/blob-store.ts'
import { hasPurgedFileOfSize, isPurgedFile } from '../catalogue/purged-files.ts'
import type { Db } from '../db/database.ts'
import { hashFile } from '../lib/hash.ts'
import type { Arrival } from './arrival.ts'
import { isOtherThanMedia } from './other-files.ts'
import { type Outcome, refusal } from './outcome.ts'
import type { FileToRead } from './read-file.ts'
import type { SourceFolder } from './source-folder.ts'
import type { FoundFile } from './walk.ts'

type Options = {
  /** Whether files of purged assets are taken in again. */
  readonly again: boolean
  /** Whether the file was named one by one: then it is refused even if it does not claim to be a picture. */
  readonly isNamed: boolean
  read(file: FileToRead): Promise<Arrival>
}

/** What has to be done with a file before it can be decided what becomes of it; many files run beside each other. */
export async function prepareFile(
  { db, blobs }: { db: Db; blobs: BlobStore },
  source: SourceFolder,
  { path, absolute }: FoundFile,
  { again, isNamed, read }: Options,
): Promise<{ arrival: Arrival } | Outcome> {
  try {
    const { mtimeMs: modifiedMs, size } = await stat(absolute)
    const known = await findKnownFile(db, source, { path, size, modifiedMs })
    // A file that is used in place has no blob; of all others the blob must be there, whole.
    if (known && (known.inPlace !== null || (await blobs.has(known.sha256, size))))
      return { path, is: known.withdrawnMs === null ? 'unchanged' : 'restored', assetId: known.assetId }
    if (!again && (await wasPurged(db, absolute, size))) return { path, is: 'purged' }
    return { arrival: await read({ path, absolute, modifiedMs }) }
  } catch (error) {
    return !isNamed && isOtherThanMedia(path, error) ? { path, is: 'other' } : refusal(path, error)
  }
}

/** The file of a source by its path, when it still has the size and the time that it had. */
function findKnownFile(
  db: Db,
  source: SourceFolder,
  { path, size, modifiedMs }: { path: string; size: number; modifiedMs: number },
) {
  return db
    .selectFrom('sourceFile')
    .leftJoin('master', 'master.assetId', 'sourceFile.assetId')
    .select(['sourceFile.assetId', 'sourceFile.sha256', 'sourceFile.withdrawnMs', 'master.inPlace'])
    .where('sourceId', '=', source.id)
    .where('path', '=', path)
    .where('sourceFile.bytes', '=', size)
    .where('modifiedMs', '=', modifiedMs)
    .executeTakeFirst()
}

/** Whether these are the bytes of an asset that was purged; they are read when there is one of their size. */
async function wasPurged(db: Db, absolute: string, size: number): Promise<boolean> {
  return (await hasPurgedFileOfSize(db, size)) && isPurgedFile(db, (await hashFile(absolute)).sha256)
}
