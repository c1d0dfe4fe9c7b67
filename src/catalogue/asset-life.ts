import { sql } from 'kysely'
import type { Db } from '../db/database.ts'
import { textList } from '../db/lists.ts'
import type { ChangeKind } from '../db/tables/changes.ts'
import { Problem } from '../lib/problem.ts'
import { logChange } from './changes.ts'
import { notePurgedFiles } from './purged-files.ts'

/** Withdraws an asset: it and its renditions become invisible. Withdrawing again keeps the first time. @throws Problem when there is none. */
export async function withdrawAsset(tx: Db, id: number, now: Date): Promise<void> {
  await setWithdrawn(tx, id, { from: null, to: now.getTime(), kind: 'withdrawn', at: now })
}

/** Shows a withdrawn asset again. @throws Problem when there is none. */
export async function restoreAsset(tx: Db, id: number, now: Date): Promise<void> {
  await setWithdrawn(tx, id, { from: 'withdrawn', to: null, kind: 'restored', at: now })
}

/** Does nothing, and logs nothing, when the asset is already in that state. */
async function setWithdrawn(
  tx: Db,
  id: number,
  { from, to, kind, at }: { from: null | 'withdrawn'; to: number | null; kind: ChangeKind; at: Date },
): Promise<void> {
  await findOrRefuse(tx, id)
  const { numUpdatedRows } = await tx
    .updateTable('asset')
    .set((eb) => ({ withdrawnMs: to, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .where('withdrawnMs', from === null ? 'is' : 'is not', null)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows > 0n) await logChange(tx, { subject: 'asset', ids: [id], kind, at })
}

/** Keys of blobs that nothing refers to any more. */
export type UnusedBlobs = { readonly blobs: readonly string[] }

/**
 * Removes an asset and everything that is known of it, for good; its id is never given again, and its files are not
 * taken in again by themselves. Returns the blobs that nobody uses any more, which are deleted when the transaction
 * has ended. @throws Problem when there is none.
 */
export async function purgeAsset(tx: Db, id: number, now: Date): Promise<UnusedBlobs> {
  await findOrRefuse(tx, id)
  const master = await tx.selectFrom('master').selectAll().where('assetId', '=', id).executeTakeFirst()
  await notePurgedFiles(tx, id, now)
  await tx.updateTable('event').set({ heroAssetId: null }).where('heroAssetId', '=', id).execute()
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
  return { blobs: master ? await forgetUnused(tx, master) : [] }
}

/** Forgets the renditions of a raster that no asset shows any more. Returns the blobs that went out of use with it. */
async function forgetUnused(
  tx: Db,
  { blob, rasterHash }: { blob: string; rasterHash: string },
): Promise<string[]> {
  const shown = await tx
    .selectFrom('master')
    .select('assetId')
    .where('rasterHash', '=', rasterHash)
    .executeTakeFirst()
  const candidates = [blob]
  if (!shown) {
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

/** The id and title of an asset, whatever its state. @throws Problem when there is none. */
export async function findOrRefuse(db: Db, id: number): Promise<{ id: number; title: string }> {
  const asset = await db.selectFrom('asset').select(['id', 'title']).where('id', '=', id).executeTakeFirst()
  if (!asset) throw new Problem('AssetNotFound', `There is no asset with the id ${id}.`)
  return asset
}
