import type { BatchSize, IndexBatch } from '../search-index.ts'
import { ASSET_SCHEMA, assetDocument } from './asset-schema.ts'
import { EVENT_SCHEMA, eventDocument } from './event-schema.ts'
import { LiveIndex, type Merge } from './live-index.ts'
import type { ViewedSegment } from './view.ts'

/** The index at a moment: it has all changes up to a position of the change log, of a revision of the records. */
export type IndexView = {
  readonly revision: number
  readonly position: number
  readonly assets: readonly ViewedSegment[]
  readonly events: readonly ViewedSegment[]
}

/** Each batch becomes a segment, and small segments have to be merged more often. */
export const BATCH_SIZE: BatchSize = { minChanges: 500, maxChanges: 4000, targetMs: 1000 }

/** The half of the index that changes. */
export class IndexWriter {
  readonly #threads: number
  readonly #merge: Merge
  #assets: LiveIndex
  #events: LiveIndex
  #position = 0
  #revision = 0

  /** `threads` may search the index at the same time. */
  constructor(threads: number, merge: Merge) {
    this.#threads = threads
    this.#merge = merge
    this.#assets = new LiveIndex(ASSET_SCHEMA, threads)
    this.#events = new LiveIndex(EVENT_SCHEMA, threads)
  }

  get view(): IndexView {
    return {
      revision: this.#revision,
      position: this.#position,
      assets: this.#assets.segments,
      events: this.#events.segments,
    }
  }

  /** Begins with an index that was saved. */
  restore({ revision, position, assets, events }: IndexView): void {
    this.#revision = revision
    this.#position = position
    this.#assets.restore(assets)
    this.#events.restore(events)
  }

  /** Applies changes, unless the index has them already. */
  apply({ documents, removed, events, removedEvents, position }: IndexBatch): void {
    if (position <= this.#position) return
    this.#assets.apply(documents.map(assetDocument), removed)
    this.#events.apply(events.map(eventDocument), removedEvents)
    this.#position = position
  }

  /** Merges segments as long as there are any to merge; more if the index is at rest. Changes may be applied meanwhile. */
  async merge(onMerged: () => void = () => {}, isAtRest = false): Promise<void> {
    for (const index of [this.#assets, this.#events])
      while (await index.merge(this.#merge, isAtRest)) onMerged()
  }

  /** Empties the index, to be filled from records of this revision. */
  clear(revision: number): void {
    this.#assets = new LiveIndex(ASSET_SCHEMA, this.#threads)
    this.#events = new LiveIndex(EVENT_SCHEMA, this.#threads)
    this.#position = 0
    this.#revision = revision
  }
}
