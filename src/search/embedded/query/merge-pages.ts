import type { SortOrder } from '../../query.ts'
import type { Segment } from '../segment.ts'
import { idsOf } from './ids-of.ts'
import type { Page, Selection } from './selection.ts'

type IsBefore = (a: Run, at: number, b: Run, other: number) => boolean

/** Merges the documents of segments, each in order, and returns the ids of one page of all of them. */
export function mergePages(
  selected: readonly Selection[],
  by: SortOrder['by'],
  { skip, count }: Page,
): number[] {
  const runs: Run[] = []
  for (const one of selected) if (one.length > 0) runs.push(new Run(one))
  const [only, ...others] = runs
  if (!only) return []
  if (others.length === 0) return only.ids(skip, count)
  const isBefore = ORDERS[by] ?? newestFirst
  skipFirst(runs, skip, isBefore)
  const places: number[] = []
  const documents: number[] = []
  for (let open = thatAreOpen(runs); places.length < count && open.length > 0; ) {
    const first = firstOf(open, 1, isBefore)
    places.push(runs.indexOf(first))
    documents.push(first.documentAt(first.next++))
    if (first.left === 0) open = thatAreOpen(open)
  }
  const segments = runs.map(({ segment }) => segment)
  return idsOf({ segments, places, documents, from: 0, to: places.length })
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
  for (let index = 1; index < runs.length; index++) {
    const run = runs[index]!
    if (isBefore(run, run.entryAfter(step), first, first.entryAfter(step))) first = run
  }
  return first
}

/** The documents of a segment that have not been taken yet. */
class Run {
  next = 0
  readonly segment: Segment
  readonly #documents: Uint32Array
  readonly #first: number
  readonly #length: number
  readonly #keys: Float64Array | null
  readonly #numbers: Float64Array
  /** Where the numbers have ids and dates, by document. */
  readonly #ids: number
  readonly #created: number

  constructor({ segment, documents, first, length, keys }: Selection) {
    const { memory, layout } = segment
    this.segment = segment
    this.#documents = documents
    this.#first = first
    this.#length = length
    this.#keys = keys
    this.#numbers = memory.numbers
    this.#ids = layout.ids >> 3
    this.#created = layout.created >> 3
  }

  get left(): number {
    return this.#length - this.next
  }

  /** Returns the index of the last one of the next `step` documents, of which there is at least one. */
  entryAfter(step: number): number {
    return Math.min(this.next + step, this.#length) - 1
  }

  keyAt(index: number): number {
    return this.#keys === null ? 0 : this.#keys[index]!
  }

  documentAt(index: number): number {
    return this.#documents[this.#first + index]!
  }

  idAt(index: number): number {
    return this.#numbers[this.#ids + this.documentAt(index)]!
  }

  createdAt(index: number): number {
    return this.#numbers[this.#created + this.documentAt(index)]!
  }

  /** Returns the ids of `count` documents after the first `skip` ones. */
  ids(skip: number, count: number): number[] {
    const to = this.#first + Math.min(skip + count, this.#length)
    return idsOf({
      segments: [this.segment],
      places: null,
      documents: this.#documents,
      from: this.#first + skip,
      to,
    })
  }
}

const newestFirst: IsBefore = (a, at, b, other) => {
  if (a.keyAt(at) !== b.keyAt(other)) return a.keyAt(at) > b.keyAt(other)
  const [created, compared] = [a.createdAt(at), b.createdAt(other)]
  if (created !== compared) return created > compared
  return a.idAt(at) > b.idAt(other)
}

const oldestFirst: IsBefore = (a, at, b, other) => {
  const [created, compared] = [a.createdAt(at), b.createdAt(other)]
  return created === compared ? a.idAt(at) < b.idAt(other) : created < compared
}

const lowestFirst: IsBefore = (a, at, b, other) => {
  if (a.keyAt(at) !== b.keyAt(other)) return a.keyAt(at) > b.keyAt(other)
  return a.idAt(at) < b.idAt(other)
}

/** The orders in which equal documents are not the newest first. */
const ORDERS: Partial<Record<SortOrder['by'], IsBefore>> = { oldest: oldestFirst, random: lowestFirst }
