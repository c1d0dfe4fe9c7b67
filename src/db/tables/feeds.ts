import type { Generated } from 'kysely'

/** Feeds of asset changes for API clients that keep copies. */
export type FeedsTables = {
  changeFeed: ChangeFeedTable
  changeSet: ChangeSetTable
  /** The assets that a client knows from a feed. Rows outlive their assets, whose removal has yet to be announced. */
  announcedAsset: { feedId: number; assetId: number }
}

/** How far a feed was read. */
type FeedPosition = {
  /** The last entry of the change log that was read. */
  seq: number
  /** The last beginning or end of visibility that was read, and its asset (feeds/feed-events.ts). */
  clockMs: number
  clockAssetId: number
}

/** One channel as one client reads it; its position is that of the last confirmed change set. */
export type ChangeFeedTable = FeedPosition & {
  id: Generated<number>
  clientId: string
  /** A channel of access/abilities.ts. */
  channel: string
  /** The country of the client's customer for which it was read; null is unknown. */
  country: string | null
}

/** A change set that was delivered and not confirmed yet; its position is that of its last change. */
export type ChangeSetTable = FeedPosition & {
  id: Generated<number>
  feedId: number
  createdMs: number
  /** JSON list of changes (feeds/asset-change.ts). */
  changes: string
}
