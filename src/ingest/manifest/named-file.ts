import { realpath, stat } from 'node:fs/promises'
import { isAbsolute, join, relative, resolve, sep } from 'node:path'
import type { BlobStore } from '../../blobs/blob-store.ts'
import type { Db } from '../../db/database.ts'
import type { MediaKind } from '../../db/tables/assets.ts'
import { Problem } from '../../lib/problem.ts'
import type { DecoderPool } from '../../media/decoder-pool.ts'
import type { DecodedFile } from '../decoded-file.ts'
import { checkLocations, type StatusOf } from '../file-status.ts'
import { mayBeDrawn } from '../may-be-drawn.ts'
import type { FileToRead } from '../read-file.ts'
import { findSidecar } from '../sidecar.ts'
import type { FindElsewhere } from './find-elsewhere.ts'
import { type FolderNames, findFile } from './find-file.ts'
import type { NamedFile } from './prepared-record.ts'

/** What reading the files of records needs. */
export type FileReading = {
  readonly db: Db
  readonly processes: number
  readonly blobs: Pick<BlobStore, 'has'>
  readonly decoder: Pick<DecoderPool, 'showsVideos'>
  readonly namesIn: FolderNames
  readonly elsewhere: FindElsewhere
  read(file: FileToRead): Promise<DecodedFile>
}

/** A path that a manifest may not name. */
export class ForbiddenPath extends Error {
  override readonly name = 'ForbiddenPath'
}

/**
 * Finds the file that a record names below the folder of its manifest. It is read and decoded unless the file, its
 * sidecar and the record are unchanged since they were last ingested. A file that does not exist may come later.
 *
 * @throws ForbiddenPath if the path leads out of the folder.
 */
export async function prepareNamedFile(
  { db, blobs, decoder, namesIn, elsewhere, read }: FileReading,
  {
    folder,
    path: written,
    recordHash,
    mediaKind,
  }: { folder: string; path: string; recordHash: string; mediaKind: MediaKind },
): Promise<NamedFile> {
  const absolute = absoluteIn(folder, written)
  const relativePath = relative(folder, absolute).split(sep).join('/')
  if (
    relativePath === '' ||
    relativePath.startsWith('../') ||
    relativePath === '..' ||
    isAbsolute(relativePath)
  )
    throw new ForbiddenPath("It leads out of the manifest's folder.")
  const direct = await realpath(absolute).catch(() => null)
  const found =
    direct === null ? await findFile(folder, relativePath, namesIn) : { path: relativePath, otherCase: false }
  const path = found === null || found.otherCase ? relativePath : found.path
  const otherCase = found?.otherCase ? found.path : null
  const named = {
    absolute,
    path,
    otherCase,
    elsewhere: NOWHERE,
    exists: false,
    decoded: null,
    statusOf: ASSUME_UNCHANGED,
    refused: null,
  }
  const real = direct ?? (otherCase === null ? await realpath(join(folder, path)).catch(() => null) : null)
  if (real === null) {
    const isBare = otherCase === null && !relativePath.includes('/')
    return isBare ? { ...named, elsewhere: await elsewhere(folder, relativePath) } : named
  }
  if (!real.startsWith(folder + sep)) throw new ForbiddenPath("It leads out of the manifest's folder.")
  try {
    const file = await stat(real)
    const { mtimeMs: modifiedMs, size } = file
    if (!file.isFile()) return { ...named, refused: 'It is not a file.' }
    const existing = { ...named, exists: true }
    const sidecar = await findSidecar(real)
    const known = await findUnchanged(db, { folder, path, absolute, modifiedMs, size, recordHash })
    const unchanged = known?.sidecar === (sidecar?.state ?? null) ? known : undefined
    if (unchanged && !mayBeDrawn(unchanged, decoder) && (await blobs.has(unchanged.sha256, size)))
      return existing
    const decoded = await read({ path, absolute: real, modifiedMs, mediaKind, sidecar })
    const { sha256, metadata } = decoded.examination
    const location = { sourceId: NO_SOURCE, path }
    return {
      ...existing,
      decoded,
      statusOf: await checkLocations(db, { ...location, sha256, documentId: metadata.documentId }),
    }
  } catch (error) {
    if (error instanceof Problem) return { ...named, refused: error.message }
    throw error
  }
}

/**
 * Returns the absolute path of a file that a manifest in this folder names, with separators of any system. The part
 * below the folder is in NFC, whatever form the manifest and the disk have, so that both mean the same file.
 */
export const absoluteIn = (folder: string, written: string): string =>
  resolve(folder, written.normalize('NFC').replaceAll('\\', '/'))

/** Stands for the source of files that were not ingested as part of a folder. */
const NO_SOURCE = -1
const NOWHERE: readonly string[] = []
const ASSUME_UNCHANGED: StatusOf = () => 'unchanged'

type FoundFile = { sha256: string; sidecar: string | null } & Parameters<typeof mayBeDrawn>[0]

/** Finds a file that was ingested with the same size, time and record. */
async function findUnchanged(
  db: Db,
  file: {
    folder: string
    path: string
    absolute: string
    modifiedMs: number
    size: number
    recordHash: string
  },
): Promise<FoundFile | undefined> {
  return db
    .selectFrom('sourceFile')
    .innerJoin('source', 'source.id', 'sourceFile.sourceId')
    .innerJoin('manifestFile', 'manifestFile.assetId', 'sourceFile.assetId')
    .leftJoin('master', 'master.assetId', 'sourceFile.assetId')
    .select(['sourceFile.sha256', 'sourceFile.sidecar', 'master.rasterHash', 'master.fileType'])
    .where('source.path', '=', file.folder)
    .where('sourceFile.path', '=', file.path)
    .where('sourceFile.bytes', '=', file.size)
    .where('sourceFile.modifiedMs', '=', file.modifiedMs)
    .where('manifestFile.path', '=', file.absolute)
    .where('manifestFile.recordHash', '=', file.recordHash)
    .executeTakeFirst()
}
