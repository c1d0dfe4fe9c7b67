import { realpath, stat } from 'node:fs/promises'
import { isAbsolute, join, relative, resolve, sep } from 'node:path'
import type { BlobStore } from '../../blobs/blob-store.ts'
import type { Db } from '../../db/database.ts'
import { Problem } from '../../lib/problem.ts'
import type { Arrival } from '../arrival.ts'
import { checkLocations, type StatusOf } from '../file-status.ts'
import type { FileToRead } from '../read-file.ts'
import type { FindElsewhere } from './find-elsewhere.ts'
import { type FolderNames, findFile } from './find-file.ts'
import type { NamedFile } from './prepared-record.ts'

/** How files of records are read: at most some at a time. */
export type FileReading = {
  readonly db: Db
  readonly processes: number
  readonly blobs: Pick<BlobStore, 'has'>
  readonly namesIn: FolderNames
  readonly elsewhere: FindElsewhere
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
  { db, blobs, namesIn, elsewhere, read }: FileReading,
  { folder, path: written, recordHash }: { folder: string; path: string; recordHash: string },
): Promise<NamedFile> {
  const absolute = absoluteIn(folder, written)
  const asked = relative(folder, absolute).split(sep).join('/')
  if (asked === '' || asked.startsWith('../') || asked === '..' || isAbsolute(asked))
    throw new ForbiddenPath("It leads out of the manifest's folder.")
  const direct = await realpath(absolute).catch(() => null)
  const found = direct === null ? await findFile(folder, asked, namesIn) : { path: asked, otherCase: false }
  const path = found === null || found.otherCase ? asked : found.path
  const otherCase = found?.otherCase ? found.path : null
  const named = {
    absolute,
    path,
    otherCase,
    elsewhere: NOWHERE,
    isThere: false,
    arrival: null,
    statusOf: ASSUME_UNCHANGED,
    refused: null,
  }
  const real = direct ?? (otherCase === null ? await realpath(join(folder, path)).catch(() => null) : null)
  if (real === null) {
    const isBare = otherCase === null && !asked.includes('/')
    return isBare ? { ...named, elsewhere: await elsewhere(folder, asked) } : named
  }
  if (!real.startsWith(folder + sep)) throw new ForbiddenPath("It leads out of the manifest's folder.")
  try {
    const file = await stat(real)
    const { mtimeMs: modifiedMs, size } = file
    if (!file.isFile()) return { ...named, refused: 'It is not a file.' }
    const there = { ...named, isThere: true }
    const known = await findKnown(db, { folder, path, absolute, modifiedMs, size, recordHash })
    if (known !== null && (await blobs.has(known, size))) return there
    const arrival = await read({ path, absolute: real, modifiedMs })
    const { sha256, metadata } = arrival.examination
    const place = { sourceId: NO_SOURCE, path }
    return {
      ...there,
      arrival,
      statusOf: await checkLocations(db, { ...place, sha256, documentId: metadata.documentId }),
    }
  } catch (error) {
    if (error instanceof Problem) return { ...named, refused: error.message }
    throw error
  }
}

/**
 * The path of a file that a manifest in this folder names, in the way of any system. The part below the folder is in
 * NFC, whatever form the manifest and the disk have, so that both mean the same file.
 */
export const absoluteIn = (folder: string, written: string): string =>
  resolve(folder, written.normalize('NFC').replaceAll('\\', '/'))

/** Stands for the source of files that no folder ingest has met. */
const NO_SOURCE = -1
const NOWHERE: readonly string[] = []
const ASSUME_UNCHANGED: StatusOf = () => 'unchanged'

/** The hash of a file that was taken in as it is, and whose record says what it said then. */
async function findKnown(
  db: Db,
  file: {
    folder: string
    path: string
    absolute: string
    modifiedMs: number
    size: number
    recordHash: string
  },
): Promise<string | null> {
  const found = await db
    .selectFrom('sourceFile')
    .innerJoin('source', 'source.id', 'sourceFile.sourceId')
    .innerJoin('manifestFile', 'manifestFile.assetId', 'sourceFile.assetId')
    .select('sourceFile.sha256')
    .where('source.path', '=', file.folder)
    .where('sourceFile.path', '=', file.path)
    .where('sourceFile.bytes', '=', file.size)
    .where('sourceFile.modifiedMs', '=', file.modifiedMs)
    .where('manifestFile.path', '=', file.absolute)
    .where('manifestFile.recordHash', '=', file.recordHash)
    .executeTakeFirst()
  return found?.sha256 ?? null
}
