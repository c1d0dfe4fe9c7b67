import type { SortOrder } from '../../query.ts'
import type { Segment } from '../segment.ts'
import type { Page, Selection } from './selection.ts'

type Selected = { readonly segment: Segment; readonly tiers: readonly Selection[] }
type Order = (a: Head, b: Head) => number

/** Merges the pages of segments, each in order, and returns the ids of one page of all of them. */
export function mergePages(
  selected: readonly Selected[],
  by: SortOrder['by'],
  { skip, count }: Page,
): number[] {
  const [only] = selected
  if (only && selected.length === 1) return idsOf(only).slice(skip, skip + count)
  const order = by === 'oldest' || by === 'random' ? lowestFirst : newestFirst
  const heads = selected.map((one) => new Head(one)).filter((head) => head.isThere)
  const ids: number[] = []
  for (let place = 0; place < skip + count && heads.length > 0; place++) {
    const first = firstOf(heads, order)
    if (place >= skip) ids.push(heads[first]!.id)
    heads[first]!.advance()
    if (!heads[first]!.isThere) heads.splice(first, 1)
  }
  return ids
}

function firstOf(heads: readonly Head[], order: Order): number {
  let first = 0
  for (let at = 1; at < heads.length; at++) if (order(heads[at]!, heads[first]!) < 0) first = at
  return first
}

function idsOf({ segment: { memory, layout }, tiers }: Selected): number[] {
  const first = layout.ids >> 3
  const ids: number[] = []
  for (const { documents } of tiers)
    for (let at = 0; at < documents.length; at++) ids.push(memory.numbers[first + documents[at]!]!)
  return ids
}

/** The first document of a segment's page that has not been taken yet. */
class Head {
  readonly #selected: Selected
  #at = -1
  tier = 0
  isThere = true
  id = 0
  created = 0
  key = 0

  constructor(selected: Selected) {
    this.#selected = selected
    this.advance()
  }

  advance(): void {
    const { segment, tiers } = this.#selected
    this.#at++
    while (this.tier < tiers.length && this.#at === tiers[this.tier]!.documents.length) {
      this.tier++
      this.#at = 0
    }
    this.isThere = this.tier < tiers.length
    if (!this.isThere) return
    const { documents, keys } = tiers[this.tier]!
    const { memory, layout } = segment
    this.id = memory.numbers[(layout.ids >> 3) + documents[this.#at]!]!
    this.created = memory.numbers[(layout.created >> 3) + documents[this.#at]!]!
    this.key = keys[this.#at]!
  }
}

const newestFirst: Order = (a, b) =>
  a.tier - b.tier || b.key - a.key || compare(b.created, a.created) || b.id - a.id
const lowestFirst: Order = (a, b) => a.tier - b.tier || b.key - a.key || a.id - b.id
/** Unlike a difference, also of infinities. */
const compare = (a: number, b: number) => (a === b ? 0 : a - b)
