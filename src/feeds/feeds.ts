import type { Db } from '../db/database.ts'
import type { Channel } from './channels.ts'
import { type FeedPosition, positionOf } from './feed-events.ts'

/** How long a change is kept for a client that does not read it (contract 7). */
export const RETENTION_MS = 60 * 86_400_000

/** One channel as one client reads it. */
export type Feed = FeedPosition & {
  readonly id: number
  readonly clientId: string
  readonly channel: string
  readonly country: string | null
}

/**
 * Returns a client's feed of a channel. A feed that nobody has read before begins with the changes that are still kept,
 * also those that are older than the client. One that was read for another country is read again from the beginning of the
 * log, since other assets are visible there.
 */
export async function openFeed(
  db: Db,
  {
    clientId,
    country,
    channel,
    now,
  }: { clientId: string; country: string | null; channel: Channel; now: Date },
): Promise<Feed> {
  const known = await findFeed(db, clientId, channel)
  if (known?.country === country) return known
  if (known) await db.updateTable('changeFeed').set({ seq: 0, country }).where('id', '=', known.id).execute()
  else await startFeed(db, { clientId, country, channel: channel.name }, oldestKept(now))
  return (await findFeed(db, clientId, channel))!
}

async function startFeed(
  db: Db,
  feed: Pick<Feed, 'clientId' | 'country' | 'channel'>,
  clockMs: number,
): Promise<void> {
  const seq = await lastBefore(db, clockMs)
  await db
    .insertInto('changeFeed')
    .values({ ...feed, seq, clockMs, clockAssetId: 0 })
    .onConflict((conflict) => conflict.columns(['clientId', 'channel']).doNothing())
    .execute()
}

const findFeed = (db: Db, clientId: string, { name }: Channel): Promise<Feed | undefined> =>
  db
    .selectFrom('changeFeed')
    .selectAll()
    .where('clientId', '=', clientId)
    .where('channel', '=', name)
    .executeTakeFirst()

/** The time before which changes are no longer kept, in milliseconds. */
export const oldestKept = (now: Date): number => now.getTime() - RETENTION_MS

/** Moves a feed, unless another request has moved it from the position that was read. Returns whether it was moved. */
export async function moveFeed(tx: Db, feed: Feed, position: FeedPosition): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('changeFeed')
    .set(positionOf(position))
    .where('id', '=', feed.id)
    .where((eb) => eb.and(positionOf(feed)))
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** The last change before a time, by bisection: the log is ordered by time and has an index of its numbers only. */
async function lastBefore(db: Db, ms: number): Promise<number> {
  const { last } = await db
    .selectFrom('change')
    .select((eb) => eb.fn.max('seq').as('last'))
    .executeTakeFirstOrThrow()
  let [before, after] = [0, Number(last ?? 0) + 1]
  while (before + 1 < after) {
    const middle = Math.floor((before + after) / 2)
    const entry = await db
      .selectFrom('change')
      .select(['seq', 'atMs'])
      .where('seq', '<=', middle)
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst()
    if (entry && entry.atMs >= ms) after = entry.seq
    else before = middle
  }
  return before
}
