import type { Db } from '../db/database.ts'
import { type FeedReader, findUnconfirmed } from './change-sets.ts'
import { CHANNELS, type Channel, mayRead } from './channels.ts'
import { collectChanges } from './collect-changes.ts'
import { moveFeed, openFeed } from './feeds.ts'

/** Events that are read to count what waits in a channel. */
const MAX_COUNTED_EVENTS = 100_000

/** A channel with what waits in it for a client. */
export type ChannelState = {
  readonly channel: Channel
  /** Counted among the next 100,000 events; 0 only if nothing waits. */
  readonly waiting: number
  readonly oldestMs: number | null
}

/** Returns the channels that a client may read. */
export async function findChannelStates(db: Db, reader: FeedReader): Promise<ChannelState[]> {
  const states: ChannelState[] = []
  for (const channel of CHANNELS)
    if (mayRead(reader.abilities, channel)) states.push(await stateOf(db, reader, channel))
  return states
}

async function stateOf(db: Db, reader: FeedReader, channel: Channel): Promise<ChannelState> {
  const feed = await openFeed(db, { ...reader, channel })
  const unconfirmed = await findUnconfirmed(db, feed, reader.now)
  const { changes, position } = await collectChanges(db, feed, {
    ...(unconfirmed && { from: unconfirmed.position }),
    max: Number.POSITIVE_INFINITY,
    maxEvents: MAX_COUNTED_EVENTS,
    viewer: reader,
  })
  if (!unconfirmed && changes.length === 0 && position !== feed) await moveFeed(db, feed, position)
  const waiting = [...(unconfirmed?.changes ?? []), ...changes]
  return {
    channel,
    waiting: waiting.length,
    oldestMs: waiting[0]?.atMs ?? null,
  }
}
