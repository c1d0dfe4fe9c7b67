import { sql } from 'kysely'
import type { Db } from '../db/database.ts'
import { textList } from '../db/lists.ts'
import type { ChangeKind } from '../db/tables/changes.ts'
import { Problem } from '../lib/problem.ts'
import { logChange } from './changes.ts'
import { deleteFrames } from './frames.ts'
import { recordPurgedFiles } from './purged-files.ts'

/**
 * Withdraws an asset: it and its renditions become invisible. Withdrawing it again keeps the first date.
 *
 * @throws Problem AssetNotFound.
 */
export async function withdrawAsset(tx: Db, id: number, now: Date): Promise<void> {
  await setWithdrawn(tx, id, { from: null, to: now.getTime(), kind: 'withdrawn', at: now })
}

/** Makes a withdrawn asset visible again. @throws Problem AssetNotFound. */
export async function restoreAsset(tx: Db, id: number, now: Date): Promise<void> {
  await setWithdrawn(tx, id, { from: 'withdrawn', to: null, kind: 'restored', at: now })
}

/** Does nothing, and logs nothing, if the asset is already in that state. */
async function setWithdrawn(
  tx: Db,
  id: number,
  { from, to, kind, at }: { from: null | 'withdrawn'; to: number | null; kind: ChangeKind; at: Date },
): Promise<void> {
  await requireAsset(tx, id)
  const { numUpdatedRows } = await tx
    .updateTable('asset')
    .set((eb) => ({ withdrawnMs: to, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .where('withdrawnMs', from === null ? 'is' : 'is not', null)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows > 0n) await logChange(tx, { subject: 'asset', ids: [id], kind, at })
}

/** Keys of blobs that no record refers to any more. */
export type UnusedBlobs = { readonly blobs: readonly string[] }

/**
 * Removes an asset and everything that belongs to it, for good. Its id is never reused, and an ingest skips its files.
 * Returns the blobs that are no longer used, which the caller deletes after the transaction.
 *
 * @throws Problem AssetNotFound.
 */
export async function purgeAsset(tx: Db, id: number, now: Date): Promise<UnusedBlobs> {
  await requireAsset(tx, id)
  const master = await tx.selectFrom('master').selectAll().where('assetId', '=', id).executeTakeFirst()
  await recordPurgedFiles(tx, id, now)
  await tx.updateTable('event').set({ heroAssetId: null }).where('heroAssetId', '=', id).execute()
  await removeFromBoards(tx, id)
  await deleteFrames(tx, id)
  await tx.deleteFrom('externalId').where('kind', '=', 'asset').where('id', '=', id).execute()
  for (const table of [
    'assetKeyword',
    'assetText',
    'assetSegment',
    'assetEvent',
    'sourceFile',
    'master',
  ] as const)
    await tx.deleteFrom(table).where('assetId', '=', id).execute()
  await tx.deleteFrom('asset').where('id', '=', id).execute()
  await logChange(tx, { subject: 'asset', ids: [id], kind: 'purged', at: now })
  return { blobs: master ? await removeUnusedRenditions(tx, master) : [] }
}

/** Boards keep a withdrawn asset, which may return, but not a purged one. */
async function removeFromBoards(tx: Db, assetId: number): Promise<void> {
  const boards = tx.selectFrom('boardAsset').select('boardId').where('assetId', '=', assetId)
  await tx
    .updateTable('board')
    .set((eb) => ({ assetCount: eb('assetCount', '-', 1) }))
    .where('id', 'in', boards)
    .execute()
  await tx.deleteFrom('boardComment').where('assetId', '=', assetId).execute()
  await tx.deleteFrom('boardAsset').where('assetId', '=', assetId).execute()
}

/** Removes the renditions of a raster that no asset has any more. Returns the blobs that are now unused. */
async function removeUnusedRenditions(
  tx: Db,
  { blob, rasterHash }: { blob: string; rasterHash: string | null },
): Promise<string[]> {
  const user = await tx
    .selectFrom('master')
    .select('assetId')
    .where('rasterHash', '=', rasterHash)
    .executeTakeFirst()
  const candidates = [blob]
  if (!user) {
    const renditions = await tx
      .selectFrom('rendition')
      .select('blob')
      .where('rasterHash', '=', rasterHash)
      .execute()
    candidates.push(...renditions.map((rendition) => rendition.blob))
    await tx.deleteFrom('rendition').where('rasterHash', '=', rasterHash).execute()
  }
  const { rows } = await sql<{ blob: string }>`
    select value as blob from ${textList(tx, [...new Set(candidates)])} as candidate
    where value not in (select blob from master) and value not in (select blob from rendition)`.execute(tx)
  return rows.map((row) => row.blob)
}

/** Returns the id and title of an asset, whatever its state. @throws Problem AssetNotFound. */
export async function requireAsset(db: Db, id: number): Promise<{ id: number; title: string }> {
  const asset = await db.selectFrom('asset').select(['id', 'title']).where('id', '=', id).executeTakeFirst()
  if (!asset) throw new Problem('AssetNotFound', `There is no asset with the id ${id}.`)
  return asset
}
