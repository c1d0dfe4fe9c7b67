import type { IndexView } from './index-writer.ts'
import { openMemory, type SegmentMemory } from './memory.ts'
import type { Segment, SegmentLayout } from './segment.ts'
import type { ViewedSegment } from './view.ts'

/** The version of the first view that a thread publishes; one that was restarted begins with it again. */
export const FIRST_VERSION = 1

/** A view as threads send it to each other; segments share their memory. */
export type PublishedView = {
  /** Counts the views that a thread has published. */
  readonly version: number
  readonly revision: number
  readonly position: number
  readonly assets: readonly PublishedSegment[]
  readonly events: readonly PublishedSegment[]
  /** Why the index could not be saved; null if it could, or has not been tried. */
  readonly unsaved: string | null
}

type PublishedSegment = {
  readonly id: number
  /** Null if the view before had the segment. */
  readonly shared: SharedSegment | null
  readonly deleted: ViewedSegment['deleted']
}

/** A segment as threads send it to each other: its memory is shared. */
export type SharedSegment = { readonly source: SegmentMemory['source']; readonly layout: SegmentLayout }

/** Returns what another thread needs to open a segment. */
export const publishSegment = ({ memory: { source }, layout }: Segment): SharedSegment => ({ source, layout })

/** Opens a segment of another thread. */
export const openSegment = ({ source, layout }: SharedSegment): Segment => ({
  memory: openMemory(source, layout.end),
  layout,
})

/**
 * Turns views into messages for other threads. Each segment is sent once: a thread that receives a WebAssembly memory is
 * charged for it by the garbage collector, even if it has it already, and soon collects everything it has.
 */
export class ViewPublisher {
  /** The segments of the last view. */
  #ids: ReadonlyMap<Segment, number> = new Map()
  #lastId = 0
  #version = FIRST_VERSION - 1

  publish({ revision, position, assets, events }: IndexView, unsaved: string | null): PublishedView {
    this.#version++
    const ids = new Map<Segment, number>()
    const all = (segments: readonly ViewedSegment[]) =>
      segments.map(({ segment, deleted }): PublishedSegment => {
        const known = this.#ids.get(segment)
        const id = known ?? ++this.#lastId
        ids.set(segment, id)
        return { id, shared: known === undefined ? publishSegment(segment) : null, deleted }
      })
    const view = {
      version: this.#version,
      revision,
      position,
      assets: all(assets),
      events: all(events),
      unsaved,
    }
    this.#ids = ids
    return view
  }
}

/** Turns messages of a publisher into views. */
export class ViewReceiver {
  /** The segments of the last view. */
  #segments: ReadonlyMap<number, Segment> = new Map()

  receive({ revision, position, assets, events }: PublishedView): IndexView {
    const open = new Map<number, Segment>()
    const all = (segments: readonly PublishedSegment[]) =>
      segments.map(({ id, shared, deleted }) => {
        const segment = this.#segments.get(id) ?? openSegment(shared!)
        open.set(id, segment)
        return { segment, deleted }
      })
    const view = { revision, position, assets: all(assets), events: all(events) }
    this.#segments = open
    return view
  }

  /** Returns the message that was received last with all of its segments, for a thread that has received none before. */
  whole(last: PublishedView): PublishedView {
    const all = (segments: readonly PublishedSegment[]) =>
      segments.map((it) => ({ ...it, shared: publishSegment(this.#segments.get(it.id)!) }))
    return { ...last, assets: all(last.assets), events: all(last.events) }
  }
}
