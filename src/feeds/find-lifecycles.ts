import { sql } from 'kysely'
import { type Viewer, visibleTo } from '../catalogue/visibility.ts'
import type { Db } from '../db/database.ts'
import { idList } from '../db/lists.ts'
import type { Lifecycle } from './asset-change.ts'
import { channelNamed } from './channels.ts'
import type { Feed } from './feeds.ts'

/**
 * Returns what has to be announced of assets that changed, by asset. An asset that the client knows from the feed is
 * updated, or deleted if it can no longer see it in this channel. One that it does not know is new, or not mentioned at
 * all: a client must not learn of what is hidden from it.
 */
export async function findLifecycles(
  db: Db,
  feed: Feed,
  { ids, viewer }: { ids: readonly number[]; viewer: Viewer },
): Promise<Map<number, Lifecycle>> {
  const { family, mediaKind } = channelNamed(feed.channel)
  const { rows } = await sql<{ id: number; isVisible: number; isKnown: number }>`
    select * from (
      select listed.value as id,
        case when asset.family = ${family} and asset."mediaKind" = ${mediaKind} and ${visibleTo(viewer)}
          then 1 else 0 end as "isVisible",
        case when announced."assetId" is null then 0 else 1 end as "isKnown"
      from ${idList(db, ids)} as listed
      left join asset on asset.id = listed.value
      left join collection on collection.id = asset."collectionId"
      left join "announcedAsset" as announced
        on announced."feedId" = ${feed.id} and announced."assetId" = listed.value) as state
    where "isVisible" = 1 or "isKnown" = 1`.execute(db)
  return new Map(
    rows.map(({ id, isVisible, isKnown }) => [id, isVisible ? (isKnown ? 'Update' : 'New') : 'Delete']),
  )
}
