import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { withdrawAsset } from '../catalogue/asset-lifecycle.ts'
import type { Db } from '../db/database.ts'
import type { InPlace } from '../renditions/original.ts'
import type { FileLocation } from './file-status.ts'
import type { SourceFolder } from './source-folder.ts'

const ROWS_AT_ONCE = 1000

/** An asset that is not withdrawn and whose file does not exist any more. */
export type MissingFile = { readonly assetId: number; readonly path: string }

/** Called for a file that is missing at its place and has a copy elsewhere. */
export type OnCopy = (copy: Copy, location: FileLocation) => Promise<void>

/** What an ingest has just seen: the paths in its folder, or the run that has them, and assets whose files exist. */
export type Seen = ({ readonly paths: ReadonlySet<string> } | { readonly runId: number }) & {
  readonly assetIds?: ReadonlySet<number>
}

/**
 * Finds the files of a source that are neither in its folder nor at any other location of their asset. Withdrawn assets
 * are skipped. Calls `onCopy` for each missing file that has a copy at another location.
 */
export async function* findMissingFiles(
  db: Db,
  source: SourceFolder,
  seen: Seen,
  onCopy: OnCopy = async () => {},
): AsyncGenerator<MissingFile> {
  const done = new Set(seen.assetIds)
  const paths: ReadonlySet<string> = 'paths' in seen ? seen.paths : new Set()
  for (let after = ''; ; ) {
    const unseen = 'paths' in seen ? db.selectFrom('sourceFile') : filesOutsideRun(db, seen.runId)
    const rows = await unseen
      .innerJoin('asset', 'asset.id', 'sourceFile.assetId')
      .select(['sourceFile.path', 'sourceFile.assetId'])
      .where('sourceId', '=', source.id)
      .where('sourceFile.path', '>', after)
      .where('asset.withdrawnMs', 'is', null)
      .orderBy('sourceFile.path')
      .limit(ROWS_AT_ONCE)
      .execute()
    for (const { path, assetId } of rows) {
      if (paths.has(path) || done.has(assetId) || !(await isMissing(join(source.path, path)))) continue
      const copy = await findCopy(db, assetId)
      if (copy === null) {
        done.add(assetId)
        yield { assetId, path }
      } else await onCopy(copy, { sourceId: source.id, path })
    }
    if (rows.length < ROWS_AT_ONCE) return
    after = rows.at(-1)!.path
  }
}

const filesOutsideRun = (db: Db, runId: number) =>
  db
    .selectFrom('sourceFile')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('ingestFile')
            .select('ingestFile.seq')
            .where('ingestFile.runId', '=', runId)
            .whereRef('ingestFile.path', '=', 'sourceFile.path'),
        ),
      ),
    )

/** Withdraws an asset because its file is missing; it is restored when the file is back (record.ts). */
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

/** Finds a location where the file of an asset still exists. */
async function findCopy(db: Db, assetId: number): Promise<Copy | null> {
  const locations = await db
    .selectFrom('sourceFile')
    .innerJoin('source', 'source.id', 'sourceFile.sourceId')
    .select(['source.path as folder', 'sourceFile.path', 'bytes as size', 'modifiedMs'])
    .where('assetId', '=', assetId)
    .execute()
  for (const { folder, path, ...seen } of locations)
    if (!(await isMissing(join(folder, path))))
      return { assetId, inPlace: { path: join(folder, path), ...seen } }
  return null
}

/** Removes the location of a missing file; if the file was used in place, its copy is used instead. */
export async function moveToCopy(
  db: Db,
  { assetId, inPlace }: Copy,
  { sourceId, path }: FileLocation,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { inPlace: before } =
      (await tx.selectFrom('master').select('inPlace').where('assetId', '=', assetId).executeTakeFirst()) ??
      {}
    if (before && (await isMissing((JSON.parse(before) as InPlace).path)))
      await tx
        .updateTable('master')
        .set({ inPlace: JSON.stringify(inPlace) })
        .where('assetId', '=', assetId)
        .execute()
    await tx.deleteFrom('sourceFile').where('sourceId', '=', sourceId).where('path', '=', path).execute()
  })
}

/** NOTE: a file that cannot be accessed, for example for lack of permission, is not missing. */
const isMissing = (path: string) =>
  stat(path).then(
    () => false,
    ({ code }: NodeJS.ErrnoException) => code === 'ENOENT' || code === 'ENOTDIR',
  )
