import type { SortOrder } from '../../query.ts'
import type { Segment } from '../segment.ts'
import type { Page, Selection } from './selection.ts'

/** Documents of a segment in order. */
export type Selected = Selection & { readonly segment: Segment }
type IsBefore = (a: Run, at: number, b: Run, other: number) => boolean

/** Merges the documents of segments, each in order, and returns the ids of one page of all of them. */
export function mergePages(
  selected: readonly Selected[],
  by: SortOrder['by'],
  { skip, count }: Page,
): number[] {
  const isBefore = by === 'oldest' || by === 'random' ? lowestFirst : newestFirst
  const runs = selected.map((one) => new Run(one))
  skipFirst(runs, skip, isBefore)
  const ids: number[] = []
  for (let open = thatAreOpen(runs); ids.length < count && open.length > 0; ) {
    const first = firstOf(open, 1, isBefore)
    ids.push(first.ids[first.documents[first.next++]!]!)
    if (first.left === 0) open = thatAreOpen(open)
  }
  return ids
}

/**
 * Passes over the first documents. If no run has more than `step` of the next `step * runs` documents before its own
 * entry at `step`, those of the run whose entry there comes first are all among them.
 */
function skipFirst(runs: readonly Run[], skip: number, isBefore: IsBefore): void {
  let left = skip
  for (let open = thatAreOpen(runs); left > 0 && open.length > 0; open = thatAreOpen(open)) {
    const step = Math.max(1, Math.floor(left / open.length))
    const first = firstOf(open, step, isBefore)
    const passed = Math.min(step, first.left)
    first.next += passed
    left -= passed
  }
}

const thatAreOpen = (runs: readonly Run[]) => runs.filter(({ left }) => left > 0)

/** Returns the run whose entry after `step`, or whose last one, comes first. */
function firstOf(runs: readonly Run[], step: number, isBefore: IsBefore): Run {
  let first = runs[0]!
  for (const run of runs) if (isBefore(run, run.entryAfter(step), first, first.entryAfter(step))) first = run
  return first
}

/** The documents of a segment that have not been taken yet. */
class Run {
  next = 0
  readonly documents: Uint32Array
  readonly keys: Float64Array
  /** By document. */
  readonly ids: Float64Array
  readonly created: Float64Array

  constructor({ segment: { memory, layout }, documents, keys }: Selected) {
    const column = (address: number) => memory.numbers.subarray(address >> 3)
    this.documents = documents
    this.keys = keys
    this.ids = column(layout.ids)
    this.created = column(layout.created)
  }

  get left(): number {
    return this.documents.length - this.next
  }

  /** Returns the index of the last one of the next `step` documents, of which there is at least one. */
  entryAfter(step: number): number {
    return Math.min(this.next + step, this.documents.length) - 1
  }
}

const newestFirst: IsBefore = (a, at, b, other) => {
  if (a.keys[at] !== b.keys[other]) return a.keys[at]! > b.keys[other]!
  const [document, compared] = [a.documents[at]!, b.documents[other]!]
  if (a.created[document] !== b.created[compared]) return a.created[document]! > b.created[compared]!
  return a.ids[document]! > b.ids[compared]!
}

const lowestFirst: IsBefore = (a, at, b, other) => {
  if (a.keys[at] !== b.keys[other]) return a.keys[at]! > b.keys[other]!
  return a.ids[a.documents[at]!]! < b.ids[b.documents[other]!]!
}
