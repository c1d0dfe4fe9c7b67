import { setImmediate } from 'node:timers/promises'
import type { Viewer } from '../catalogue/visibility.ts'
import type { Db } from '../db/database.ts'
import type { AssetChange } from './asset-change.ts'
import { eventsAfter, type FeedPosition } from './feed-events.ts'
import { type Feed, oldestKept } from './feeds.ts'
import { findLifecycles } from './find-lifecycles.ts'

/** Events that are read at once; other requests are served between two pages. */
const [MIN_PAGE, MAX_PAGE] = [100, 2200]

/** Changes of a feed, and the position of the last event that they include. */
export type Collected = { readonly changes: readonly AssetChange[]; readonly position: FeedPosition }

/**
 * Collects the changes after a position, each asset once, in the order of their last change. It stops at `max` changes,
 * or, once it has found any, after `maxEvents` events. Changes that are no longer kept are left out, except for deletions: a
 * client should not keep an asset that was withdrawn while it was away.
 */
export async function collectChanges(
  db: Db,
  feed: Feed,
  {
    from = feed,
    max,
    maxEvents = Number.POSITIVE_INFINITY,
    viewer,
  }: { from?: FeedPosition; max: number; maxEvents?: number; viewer: Viewer },
): Promise<Collected> {
  const keptMs = oldestKept(viewer.now)
  const found = new Map<number, AssetChange>()
  let { position }: { position: FeedPosition } = { position: from }
  // Where a page had nothing for the client, a long part of the log may be about other channels.
  let isQuiet = false
  for (let seen = 0; ; ) {
    const limit = isQuiet ? MAX_PAGE : Math.min(MAX_PAGE, Math.max(MIN_PAGE, max - found.size))
    const events = await eventsAfter(db, position, { limit, until: viewer.now })
    const ids = [...new Set(events.flatMap(({ assetId }) => assetId ?? []))]
    const lifecycles = await findLifecycles(db, feed, { ids, viewer })
    for (const { assetId, atMs, position: after } of events) {
      const lifecycle = assetId === null ? undefined : lifecycles.get(assetId)
      const isKept = lifecycle === 'Delete' || atMs >= keptMs
      if (assetId !== null && isKept) {
        if (lifecycle && found.size === max && !found.has(assetId))
          return { changes: [...found.values()], position }
        // An asset that changed again is listed where it changed last.
        found.delete(assetId)
        if (lifecycle) found.set(assetId, { assetId, lifecycle, atMs })
      }
      position = after
    }
    seen += events.length
    isQuiet = lifecycles.size === 0
    if (events.length < limit || (found.size > 0 && seen >= maxEvents))
      return { changes: [...found.values()], position }
    await setImmediate()
  }
}
