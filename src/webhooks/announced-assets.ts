import { type RawBuilder, sql } from 'kysely'
import { lastPosition } from '../catalogue/changes.ts'
import { isVisible, type Viewer } from '../catalogue/visibility.ts'
import type { Db } from '../db/database.ts'
import { idList } from '../db/lists.ts'
import type { WebhookAssetTable } from '../db/tables/webhooks.ts'
import type { FeedPosition } from '../feeds/feed-events.ts'

/**
 * What decided who could see each asset when it was last announced. Without it nobody could tell whether an asset that a
 * customer cannot see now has disappeared for it, which it should learn, or was never visible, which it must not learn.
 */
export type AnnouncedAsset = WebhookAssetTable

/** Returns how far changes of assets were announced; null while no endpoint follows them. */
export async function findPosition(db: Db): Promise<FeedPosition | null> {
  return (await db.selectFrom('webhookPosition').selectAll().executeTakeFirst()) ?? null
}

/** Begins to follow assets: what exists now counts as announced. It takes about two seconds for a million assets. */
export async function beginFollowing(tx: Db, now: Date): Promise<void> {
  await endFollowing(tx)
  await copyAssets(tx, sql`true`, now)
  const position = { seq: await lastPosition(tx), clockMs: now.getTime(), clockAssetId: 0 }
  await tx.insertInto('webhookPosition').values(position).execute()
}

/** Ends following assets, because no endpoint subscribes to them. */
export async function endFollowing(tx: Db): Promise<void> {
  await tx.deleteFrom('webhookAsset').execute()
  await tx.deleteFrom('webhookPosition').execute()
}

/** Returns those of the assets that were announced, by id. */
export async function findAnnounced(tx: Db, ids: readonly number[]): Promise<Map<number, AnnouncedAsset>> {
  const found = await tx
    .selectFrom('webhookAsset')
    .selectAll()
    .where('assetId', 'in', idList(tx, ids))
    .execute()
  return new Map(found.map((it) => [it.assetId, it]))
}

/** Records that assets were announced as they are now; those that no longer exist are forgotten. */
export async function saveAnnounced(tx: Db, ids: readonly number[], now: Date): Promise<void> {
  await tx.deleteFrom('webhookAsset').where('assetId', 'in', idList(tx, ids)).execute()
  await copyAssets(tx, sql`asset.id in ${idList(tx, ids)}`, now)
}

async function copyAssets(tx: Db, which: RawBuilder<boolean>, now: Date): Promise<void> {
  await sql`insert into "webhookAsset" ("assetId", "mediaKind", "withdrawnMs", "visibleFromMs", "visibleUntilMs",
      "territories", "collectionTerritories", "seenMs")
    select asset.id, asset."mediaKind", asset."withdrawnMs", asset."visibleFromMs", asset."visibleUntilMs",
      asset.territories, collection.territories, cast(${now.getTime()} as bigint)
    from asset inner join collection on collection.id = asset."collectionId" where ${which}`.execute(tx)
}

/** Returns whether a viewer could see an asset when it was last announced. */
export const wasVisible = (announced: AnnouncedAsset | undefined, country: Viewer['country']): boolean =>
  announced !== undefined && isVisible(announced, { now: new Date(announced.seenMs), country })
