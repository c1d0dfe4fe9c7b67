import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { withdrawAsset } from '../catalogue/asset-lifecycle.ts'
import type { Db } from '../db/database.ts'
import type { InPlace } from '../renditions/original.ts'
import type { FileLocation } from './file-status.ts'
import type { SourceFolder } from './source-folder.ts'

const ROWS_AT_ONCE = 1000

/** An asset that is shown and whose file is not there any more. */
export type MissingFile = { readonly assetId: number; readonly path: string }

/** Called for a file that is missing at its place and has a copy elsewhere. */
export type OnCopy = (copy: Copy, place: FileLocation) => Promise<void>

/** What an ingest has just seen: the paths in its folder, and the assets whose files are there. */
export type Seen = { readonly paths: ReadonlySet<string>; readonly assetIds: ReadonlySet<number> }

/**
 * The files of a source that are not in its folder any more, nor in any other place where their asset was seen. Assets
 * that are withdrawn are passed over. Calls `onCopy` for a place from which a file went that has a copy elsewhere.
 */
export async function* missingFiles(
  db: Db,
  source: SourceFolder,
  seen: Seen,
  onCopy: OnCopy = async () => {},
): AsyncGenerator<MissingFile> {
  const passed = new Set(seen.assetIds)
  for (let after = ''; ; ) {
    const rows = await db
      .selectFrom('sourceFile')
      .innerJoin('asset', 'asset.id', 'sourceFile.assetId')
      .select(['sourceFile.path', 'sourceFile.assetId'])
      .where('sourceId', '=', source.id)
      .where('sourceFile.path', '>', after)
      .where('asset.withdrawnMs', 'is', null)
      .orderBy('sourceFile.path')
      .limit(ROWS_AT_ONCE)
      .execute()
    for (const { path, assetId } of rows) {
      if (seen.paths.has(path) || passed.has(assetId) || !(await isGone(join(source.path, path)))) continue
      const copy = await findCopy(db, assetId)
      if (copy === null) {
        passed.add(assetId)
        yield { assetId, path }
      } else await onCopy(copy, { sourceId: source.id, path })
    }
    if (rows.length < ROWS_AT_ONCE) return
    after = rows.at(-1)!.path
  }
}

/** Withdraws an asset because its file went; it is shown again when the file is back (record.ts). */
export async function withdrawMissing(db: Db, { assetId }: MissingFile, now: Date): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await withdrawAsset(tx, assetId, now)
    await tx
      .updateTable('sourceFile')
      .set({ withdrawnMs: now.getTime() })
      .where('assetId', '=', assetId)
      .execute()
  })
}

type Copy = { readonly assetId: number; readonly inPlace: InPlace }

/** A place where an asset's file still is. */
async function findCopy(db: Db, assetId: number): Promise<Copy | null> {
  const places = await db
    .selectFrom('sourceFile')
    .innerJoin('source', 'source.id', 'sourceFile.sourceId')
    .select(['source.path as folder', 'sourceFile.path', 'bytes as size', 'modifiedMs'])
    .where('assetId', '=', assetId)
    .execute()
  for (const { folder, path, ...seen } of places)
    if (!(await isGone(join(folder, path))))
      return { assetId, inPlace: { path: join(folder, path), ...seen } }
  return null
}

/** Forgets the place from which a file went; if it was used there, its copy is used from now on. */
export async function moveToCopy(
  db: Db,
  { assetId, inPlace }: Copy,
  { sourceId, path }: FileLocation,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { inPlace: before } =
      (await tx.selectFrom('master').select('inPlace').where('assetId', '=', assetId).executeTakeFirst()) ??
      {}
    if (before && (await isGone((JSON.parse(before) as InPlace).path)))
      await tx
        .updateTable('master')
        .set({ inPlace: JSON.stringify(inPlace) })
        .where('assetId', '=', assetId)
        .execute()
    await tx.deleteFrom('sourceFile').where('sourceId', '=', sourceId).where('path', '=', path).execute()
  })
}

/** NOTE: what cannot be looked at, for want of a permission say, has not gone. */
const isGone = (path: string) =>
  stat(path).then(
    () => false,
    ({ code }: NodeJS.ErrnoException) => code === 'ENOENT' || code === 'ENOTDIR',
  )
