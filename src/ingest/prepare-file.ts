import { stat } from 'node:fs/promises'
import type { BlobStore } from '../blobs/blob-store.ts'
import { hasPurgedFileOfSize, isPurgedFile } from '../catalogue/purged-files.ts'
import type { Db } from '../db/database.ts'
import type { MediaKind } from '../db/tables/assets.ts'
import { hashFile } from '../lib/hash.ts'
import type { DecoderPool } from '../media/decoder-pool.ts'
import type { DecodedFile } from './decoded-file.ts'
import { mayBeDrawn } from './may-be-drawn.ts'
import { isOtherThanMedia } from './other-files.ts'
import { type Outcome, refusal } from './outcome.ts'
import type { FileToRead } from './read-file.ts'
import { findSidecar } from './sidecar.ts'
import type { SourceFolder } from './source-folder.ts'
import type { FoundFile } from './walk.ts'

type Options = {
  /** Whether files of purged assets are ingested again. */
  readonly again: boolean
  /** Whether the file was named by the user: then it is refused even if it has no extension of a picture. */
  readonly isNamed: boolean
  read(file: FileToRead): Promise<DecodedFile>
}

/** What preparing a file has led to: it was decoded, or its outcome is known without that. */
export type PreparedFile = { readonly decoded: DecodedFile } | Outcome

/** Reads a file unless its outcome is known without that; several files are prepared at the same time. */
export async function prepareFile(
  { db, blobs, decoder }: { db: Db; blobs: BlobStore; decoder: Pick<DecoderPool, 'showsVideos'> },
  source: SourceFolder,
  { path, absolute }: FoundFile,
  { again, isNamed, read }: Options,
): Promise<PreparedFile> {
  try {
    const { mtimeMs: modifiedMs, size } = await stat(absolute)
    const sidecar = await findSidecar(absolute)
    const known = await findUnchanged(db, source, { path, size, modifiedMs })
    const unchanged = known?.sidecar === (sidecar?.state ?? null) ? known : undefined
    // A file that is used in place has no blob; of all others the blob must exist and be complete.
    const isKept = unchanged && !mayBeDrawn(unchanged, decoder)
    if (isKept && (unchanged.inPlace !== null || (await blobs.has(unchanged.sha256, size))))
      return {
        path,
        is: unchanged.withdrawnMs === null ? 'unchanged' : 'restored',
        assetId: unchanged.assetId,
      }
    if (!again && (await wasPurged(db, absolute, size))) return { path, is: 'purged' }
    const mediaKind = await statedMediaKind(db, absolute)
    return { decoded: await read({ path, absolute, modifiedMs, mediaKind, sidecar }) }
  } catch (error) {
    return !isNamed && isOtherThanMedia(path, error) ? { path, is: 'other' } : refusal(path, error)
  }
}

/** Returns what the manifest record that names a file describes; null if there is none. */
async function statedMediaKind(db: Db, absolute: string): Promise<MediaKind | null> {
  const named = await db
    .selectFrom('manifestFile')
    .innerJoin('asset', 'asset.id', 'manifestFile.assetId')
    .select('asset.mediaKind')
    .where('manifestFile.path', '=', absolute)
    .executeTakeFirst()
  return named?.mediaKind ?? null
}

/** Finds the file of a source by its path if it still has the same size and modification time. */
function findUnchanged(
  db: Db,
  source: SourceFolder,
  { path, size, modifiedMs }: { path: string; size: number; modifiedMs: number },
) {
  return db
    .selectFrom('sourceFile')
    .leftJoin('master', 'master.assetId', 'sourceFile.assetId')
    .select(['sourceFile.assetId', 'sourceFile.sha256', 'sourceFile.withdrawnMs', 'sourceFile.sidecar'])
    .select(['master.inPlace', 'master.rasterHash', 'master.fileType'])
    .where('sourceId', '=', source.id)
    .where('path', '=', path)
    .where('sourceFile.bytes', '=', size)
    .where('modifiedMs', '=', modifiedMs)
    .executeTakeFirst()
}

/** Returns whether a file has the bytes of a purged asset; it is read only if a purged file had the same size. */
async function wasPurged(db: Db, absolute: string, size: number): Promise<boolean> {
  return (await hasPurgedFileOfSize(db, size)) && isPurgedFile(db, (await hashFile(absolute)).sha256)
}
