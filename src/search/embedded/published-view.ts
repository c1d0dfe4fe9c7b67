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

type PublishedSegment = SharedSegment & { readonly id: number; readonly deleted: ViewedSegment['deleted'] }

/** A segment as threads send it to each other: its memory is shared. */
export type SharedSegment = { readonly source: SegmentMemory['source']; readonly layout: SegmentLayout }

/** Returns what another thread needs to open a segment. */
export const publishSegment = ({ memory: { source }, layout }: Segment): SharedSegment => ({ source, layout })

/** Opens a segment of another thread. */
export const openSegment = ({ source, layout }: SharedSegment): Segment => ({
  memory: openMemory(source),
  layout,
})

/** Turns views into messages for other threads. */
export class ViewPublisher {
  readonly #ids = new WeakMap<Segment, number>()
  #lastId = 0
  #version = FIRST_VERSION - 1

  publish({ revision, position, assets, events }: IndexView, unsaved: string | null): PublishedView {
    this.#version++
    const all = (segments: readonly ViewedSegment[]) => segments.map((viewed) => this.#toMessage(viewed))
    return {
      version: this.#version,
      revision,
      position,
      assets: all(assets),
      events: all(events),
      unsaved,
    }
  }

  #toMessage({ segment, deleted }: ViewedSegment): PublishedSegment {
    const id = this.#ids.get(segment) ?? ++this.#lastId
    this.#ids.set(segment, id)
    return { ...publishSegment(segment), id, deleted }
  }
}

/** Turns messages of a publisher into views. Segments that it has seen before are not opened again. */
export class ViewReceiver {
  #segments = new Map<number, Segment>()

  receive({ revision, position, assets, events }: PublishedView): IndexView {
    const open = new Map<number, Segment>()
    const all = (segments: readonly PublishedSegment[]) =>
      segments.map(({ id, source, layout, deleted }) => {
        const segment = this.#segments.get(id) ?? openSegment({ source, layout })
        open.set(id, segment)
        return { segment, deleted }
      })
    const view = { revision, position, assets: all(assets), events: all(events) }
    this.#segments = open
    return view
  }
}
