import { type Asset, findAssets } from '../catalogue/asset.ts'
import { isVisible } from '../catalogue/visibility.ts'
import type { Db } from '../db/database.ts'
import { eventsAfter, type FeedPosition, positionOf } from '../feeds/feed-events.ts'
import { inBatches } from '../lib/in-batches.ts'
import { announceTo, isSubscribed, type Subscriber } from '../notices/announce.ts'
import type { AssetNotice } from '../notices/notice.ts'
import {
  type AnnouncedAsset,
  beginFollowing,
  endFollowing,
  findAnnounced,
  findPosition,
  saveAnnounced,
  wasVisible,
} from './announced-assets.ts'

const TYPES = ['asset.published', 'asset.updated', 'asset.withdrawn'] as const
/** Changes that are announced in one transaction, and assets in one message. */
const [MAX_EVENTS, MAX_ASSETS] = [1000, 100]

/** An endpoint that is told of assets; the country of its customer decides of which. The owner's has none. */
type Follower = Subscriber & { readonly country: string | null }

/**
 * Records messages about assets that appeared, changed or disappeared since the last call, a limited number at a time.
 * Each endpoint learns of what its customer may see, or could see before. Returns whether there may be more.
 */
export async function announceAssets(db: Db, now: Date): Promise<boolean> {
  const followers = await findFollowers(db)
  const position = await findPosition(db)
  if (followers.length === 0 || position === null) {
    if (followers.length > 0 || position !== null)
      await db.transaction().execute((tx) => followAssets(tx, now))
    return false
  }
  const events = await eventsAfter(db, position, { limit: MAX_EVENTS, until: now })
  const last = events.at(-1)
  if (!last) return false
  const ids = [...new Set(events.flatMap(({ assetId }) => assetId ?? []))]
  await db.transaction().execute((tx) => announceChanges(tx, { ids, now, from: position, to: last.position }))
  return events.length === MAX_EVENTS
}

/** Begins or ends following assets, depending on whether an endpoint subscribes to them. */
export async function followAssets(tx: Db, now: Date): Promise<void> {
  const isWanted = (await findFollowers(tx)).length > 0
  const isFollowing = (await findPosition(tx)) !== null
  if (isWanted && !isFollowing) await beginFollowing(tx, now)
  if (!isWanted && isFollowing) await endFollowing(tx)
}

async function findFollowers(db: Db): Promise<Follower[]> {
  const endpoints = await db
    .selectFrom('webhookEndpoint')
    .leftJoin('customer', 'customer.id', 'webhookEndpoint.customerId')
    .select(['webhookEndpoint.id', 'webhookEndpoint.types', 'customer.country'])
    .where('webhookEndpoint.disabledMs', 'is', null)
    .where('customer.endedMs', 'is', null)
    .execute()
  return endpoints.filter((endpoint) => TYPES.some((type) => isSubscribed(endpoint, type)))
}

async function announceChanges(
  tx: Db,
  { ids, now, from, to }: { ids: readonly number[]; now: Date; from: FeedPosition; to: FeedPosition },
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('webhookPosition')
    .set(positionOf(to))
    .where((eb) => eb.and(positionOf(from)))
    .executeTakeFirstOrThrow()
  // Another server was faster.
  if (numUpdatedRows === 0n || ids.length === 0) return
  const before = await findAnnounced(tx, ids)
  const after = await findAssets(tx, ids)
  for (const [country, followers] of Map.groupBy(await findFollowers(tx), (it) => it.country))
    for await (const notice of noticesFor(country, { ids, before, after, now })) {
      const subscribers = followers.filter((it) => isSubscribed(it, notice.type))
      await announceTo(tx, notice, subscribers, now)
    }
  await saveAnnounced(tx, ids, now)
}

type Changes = {
  readonly ids: readonly number[]
  readonly before: ReadonlyMap<number, AnnouncedAsset>
  readonly after: ReadonlyMap<number, Asset>
  readonly now: Date
}

/** What viewers of a country are told of changed assets; what they could not see before and cannot see now is left out. */
async function* noticesFor(
  country: string | null,
  { ids, before, after, now }: Changes,
): AsyncGenerator<AssetNotice> {
  const typeOf = (id: number): AssetNotice['type'] | null => {
    const asset = after.get(id)
    const was = wasVisible(before.get(id), country)
    if (asset && isVisible(asset, { now, country })) return was ? 'asset.updated' : 'asset.published'
    return was ? 'asset.withdrawn' : null
  }
  const byType = Map.groupBy(ids, typeOf)
  for (const type of TYPES) {
    const assets = (byType.get(type) ?? []).map((id) => ({
      id: String(id),
      asset_type: (after.get(id) ?? before.get(id)!).mediaKind,
    }))
    for await (const batch of inBatches(assets, ({ length }) => length === MAX_ASSETS))
      yield { type, data: { assets: batch } }
  }
}
