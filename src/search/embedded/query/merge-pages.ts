import type { SortOrder } from '../../query.ts'
import type { Segment } from '../segment.ts'
import type { Page, Selection } from './selection.ts'

type Selected = { readonly segment: Segment; readonly tiers: readonly Selection[] }
type Entry = { readonly id: number; readonly created: number; readonly key: number; readonly tier: number }

/** Merges the pages of segments, each in order, and returns the ids of one page of all of them. */
export function mergePages(
  selected: readonly Selected[],
  by: SortOrder['by'],
  { skip, count }: Page,
): number[] {
  const [only] = selected
  if (only && selected.length === 1) return idsOf(only).slice(skip, skip + count)
  const entries = selected.flatMap(({ segment, tiers }) =>
    tiers.flatMap(({ documents, keys }, tier) =>
      Array.from(documents, (document, index) => entryOf(segment, document, keys[index]!, tier)),
    ),
  )
  entries.sort(by === 'oldest' || by === 'random' ? lowestFirst : newestFirst)
  return entries.slice(skip, skip + count).map(({ id }) => id)
}

function idsOf({ segment: { memory, layout }, tiers }: Selected): number[] {
  const first = layout.ids >> 3
  const ids: number[] = []
  for (const { documents } of tiers)
    for (let at = 0; at < documents.length; at++) ids.push(memory.numbers[first + documents[at]!]!)
  return ids
}

function entryOf(
  { memory: { numbers }, layout }: Segment,
  document: number,
  key: number,
  tier: number,
): Entry {
  return {
    id: numbers[(layout.ids >> 3) + document]!,
    created: numbers[(layout.created >> 3) + document]!,
    key,
    tier,
  }
}

const newestFirst = (a: Entry, b: Entry) =>
  a.tier - b.tier || b.key - a.key || compare(b.created, a.created) || b.id - a.id
const lowestFirst = (a: Entry, b: Entry) => a.tier - b.tier || b.key - a.key || a.id - b.id
/** Unlike a difference, also of infinities. */
const compare = (a: number, b: number) => (a === b ? 0 : a - b)
