import { sql } from 'kysely'
import type { Ability } from '../access/abilities.ts'
import type { Db } from '../db/database.ts'
import { idList } from '../db/lists.ts'
import { Problem } from '../lib/problem.ts'
import { noteRecalls } from '../recalls/recall-notices.ts'
import { type AssetChange, fromStored, type Lifecycle, toStored } from './asset-change.ts'
import { type Channel, channelNamed, mayRead } from './channels.ts'
import { type Collected, collectChanges } from './collect-changes.ts'
import { type FeedPosition, positionOf } from './feed-events.ts'
import { type Feed, moveFeed, oldestKept, openFeed } from './feeds.ts'

/** The client that reads a feed; the country decides what it may see. */
export type FeedReader = {
  readonly clientId: string
  readonly country: string | null
  readonly abilities: ReadonlySet<Ability>
  readonly now: Date
}

/** A batch of changes; the id is null if there are none. */
export type ChangeSet = { readonly id: number | null; readonly changes: readonly AssetChange[] }

/**
 * Returns the next changes in a channel, at most `batchSize`, as a change set that is repeated until it is confirmed.
 * `isNew` tells whether it was made by this call.
 *
 * @throws Problem UnauthorizedToAccessResource if the client may not read the channel.
 */
export async function nextChangeSet(
  db: Db,
  reader: FeedReader,
  { channel, batchSize }: { channel: Channel; batchSize: number },
): Promise<ChangeSet & { readonly isNew: boolean }> {
  requireReader(reader, channel)
  const { now } = reader
  for (;;) {
    const feed = await openFeed(db, { ...reader, channel })
    const waiting = await findUnconfirmed(db, feed, now)
    if (waiting) return { ...waiting, isNew: false }
    // The log may be long: it is read outside the transaction, which then checks that nobody was faster.
    const collected = await collectChanges(db, feed, { max: batchSize, viewer: reader })
    if (collected.changes.length === 0) {
      if (collected.position !== feed) await moveFeed(db, feed, collected.position)
      return { id: null, changes: [], isNew: false }
    }
    const id = await saveChangeSet(db, feed, collected, now)
    if (id !== null) return { id, changes: collected.changes, isNew: true }
  }
}

/** @throws Problem UnauthorizedToAccessResource if the client may not read the channel. */
function requireReader({ abilities }: FeedReader, channel: Channel): void {
  if (!mayRead(abilities, channel))
    throw new Problem(
      'UnauthorizedToAccessResource',
      `Your access token does not authorize access to this resource: the key needs the ability "changes-${channel.name}".`,
    )
}

/** Returns the change set of a feed that waits for its confirmation, unless it is too old to be kept. */
export async function findUnconfirmed(
  db: Db,
  { id: feedId }: Feed,
  now: Date,
): Promise<(ChangeSet & { readonly createdMs: number; readonly position: FeedPosition }) | null> {
  const found = await db
    .selectFrom('changeSet')
    .selectAll()
    .where('feedId', '=', feedId)
    .where('createdMs', '>=', oldestKept(now))
    .executeTakeFirst()
  if (!found) return null
  const { id, createdMs, changes } = found
  return { id, createdMs, changes: fromStored(changes), position: found }
}

/**
 * Records a change set and returns its id; null if another request was faster. The new assets count as known from now
 * on, since the client has them even if it never confirms.
 */
async function saveChangeSet(
  db: Db,
  feed: Feed,
  { changes, position }: Collected,
  now: Date,
): Promise<number | null> {
  return db.transaction().execute(async (tx) => {
    // Moving it to where it is tells whether it was moved.
    if (!(await moveFeed(tx, feed, feed)) || (await findUnconfirmed(tx, feed, now))) return null
    await tx.deleteFrom('changeSet').where('feedId', '=', feed.id).execute()
    const known = idList(tx, idsOf(changes, 'New'))
    await sql`insert into "announcedAsset" ("feedId", "assetId")
      select ${feed.id}, value from ${known} as listed where true on conflict do nothing`.execute(tx)
    const { id } = await tx
      .insertInto('changeSet')
      .values({
        feedId: feed.id,
        createdMs: now.getTime(),
        ...positionOf(position),
        changes: toStored(changes),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  })
}

const idsOf = (changes: readonly AssetChange[], which: Lifecycle): number[] =>
  changes.flatMap(({ assetId, lifecycle }) => (lifecycle === which ? [assetId] : []))

/**
 * Confirms the receipt of a change set, so that the feed continues after it.
 *
 * @throws Problem ChangeSetNotFound if the client has no such change set: it was confirmed before, it is too old, or it
 *   was never made; UnauthorizedToAccessResource if the client may no longer read the channel.
 */
export async function confirmChangeSet(db: Db, reader: FeedReader, id: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const feed = await tx
      .selectFrom('changeFeed')
      .innerJoin('changeSet', 'changeSet.feedId', 'changeFeed.id')
      .selectAll('changeFeed')
      .where('changeSet.id', '=', id)
      .where('changeFeed.clientId', '=', reader.clientId)
      .executeTakeFirst()
    const set = feed && (await findUnconfirmed(tx, feed, reader.now))
    if (!set) throw new Problem('ChangeSetNotFound')
    requireReader(reader, channelNamed(feed.channel))
    await moveFeed(tx, feed, set.position)
    const deleted = idsOf(set.changes, 'Delete')
    await tx
      .deleteFrom('announcedAsset')
      .where('feedId', '=', feed.id)
      .where('assetId', 'in', idList(tx, deleted))
      .execute()
    const notice = { clientId: reader.clientId, way: 'change set', atMs: reader.now.getTime() } as const
    await noteRecalls(tx, { ...notice, assetIds: deleted, untilMs: set.createdMs })
    await tx.deleteFrom('changeSet').where('id', '=', id).execute()
  })
}
