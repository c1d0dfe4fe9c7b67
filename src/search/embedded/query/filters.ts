import type { Filter } from '../../query.ts'
import { countAfter, countSince } from '../created.ts'
import { firstIndex } from '../first-index.ts'
import { deniedKey, OFFERED_KEY, offeredKey, tagKey, valueKey } from '../keys.ts'
import { firstOther, type NumberColumn } from '../number-column.ts'
import { isDense } from '../postings.ts'
import { idOf, type Segment } from '../segment.ts'
import { nearColour } from './colours.ts'
import {
  type Condition,
  type DocumentSet,
  documentsWith,
  NO_DOCUMENTS,
  type Place,
  union,
} from './document-set.ts'
import { intersection } from './intersection.ts'

/** Returns what a document must meet to pass a filter. */
export function conditionsOf(place: Place, filter: Filter): Condition[] {
  if ('tags' in filter) return tagConditions(place, filter)
  if ('offeredIn' in filter) return [offeredCondition(place, filter.offeredIn)]
  if ('anyOf' in filter) {
    const alternatives = filter.anyOf.map((filters) =>
      intersection(
        place,
        filters.flatMap((it) => conditionsOf(place, it)),
      ),
    )
    return [{ set: union(place, alternatives), isExcluded: false }]
  }
  if ('colour' in filter) return [{ set: nearColour(place, filter), isExcluded: false }]
  if ('in' in filter) return [{ set: withValue(place, filter.field, filter.in), isExcluded: false }]
  if ('notIn' in filter) return [{ set: withValue(place, filter.field, filter.notIn), isExcluded: true }]
  return [rangeCondition(place, filter)]
}

function tagConditions(place: Place, { tags, of, ids }: Extract<Filter, { tags: string }>): Condition[] {
  const sets = ids.map((id) => documentsWith(place, tagKey(of, id)))
  if (tags === 'all') return sets.map((set) => ({ set, isExcluded: false }))
  return [{ set: union(place, sets), isExcluded: tags === 'none' }]
}

/** An asset is not offered where its territories deny it, or if they list others only. */
function offeredCondition(place: Place, country: number): Condition {
  const elsewhere = intersection(place, [
    { set: documentsWith(place, OFFERED_KEY), isExcluded: false },
    { set: documentsWith(place, offeredKey(country)), isExcluded: true },
  ])
  return { set: union(place, [elsewhere, documentsWith(place, deniedKey(country))]), isExcluded: true }
}

function withValue(
  place: Place,
  field: Extract<Filter, { in: unknown }>['field'],
  values: readonly (string | number)[],
): DocumentSet {
  if (field === 'id') return withIds(place, values as readonly number[])
  return union(
    place,
    values.map((value) => documentsWith(place, valueKey(field, value))),
  )
}

function withIds({ segment, scratch }: Place, ids: readonly number[]): DocumentSet {
  const documents = ids.map((id) => documentOf(segment, id)).filter((document) => document >= 0)
  const list = scratch.take(documents.length * 4)
  const sorted = Uint32Array.from(new Set(documents)).sort()
  segment.memory.words.set(sorted, list >> 2)
  return { kind: 'list', count: sorted.length, list }
}

/** Returns the number of the document with this id; -1 if the segment has none. */
export function documentOf(segment: Segment, id: number): number {
  const { memory, layout } = segment
  const documentAt = (index: number) => memory.words[(layout.byId >> 2) + index]!
  const at = firstIndex(layout.documents, (index) => idOf(segment, documentAt(index)) >= id)
  if (at === layout.documents) return -1
  const document = documentAt(at)
  return idOf(segment, document) === id ? document : -1
}

function rangeCondition(
  place: Place,
  { field, from = -Infinity, to = Infinity }: Extract<Filter, { from?: number }>,
): Condition {
  if (field === 'createdMs') return { set: createdWithin(place, from, to), isExcluded: false }
  const column = place.segment.layout.numbers[field]!
  const { memory } = place.segment
  const first = firstOther(memory, column, (value) => value >= from)
  const end = firstOther(memory, column, (value) => value > to)
  const includesUsual = column.usual !== null && column.usual >= from && column.usual <= to
  if (!includesUsual) return { set: otherDocuments(place, column, [[first, end]]), isExcluded: false }
  const outside: [number, number][] = [
    [0, first],
    [end, column.otherCount],
  ]
  return { set: otherDocuments(place, column, outside), isExcluded: true }
}

/** The documents in parts of a column's `others`. */
function otherDocuments(
  { segment, scratch }: Place,
  { others }: NumberColumn,
  parts: readonly (readonly [from: number, to: number])[],
): DocumentSet {
  const { words, kernels } = segment.memory
  const count = parts.reduce((sum, [from, to]) => sum + Math.max(0, to - from), 0)
  if (count === 0) return NO_DOCUMENTS
  if (isDense({ count, documents: segment.layout.documents })) {
    const bits = scratch.emptyBitmap()
    for (const [from, to] of parts) if (to > from) kernels.setBits(others + from * 4, to - from, bits)
    return { kind: 'bits', count, bits }
  }
  const list = scratch.take(count * 4)
  let length = 0
  for (const [from, to] of parts) {
    words.copyWithin((list >> 2) + length, (others >> 2) + from, (others >> 2) + Math.max(from, to))
    length += Math.max(0, to - from)
  }
  words.subarray(list >> 2, (list >> 2) + count).sort()
  return { kind: 'list', count, list }
}

/** Documents are numbered by date, so those of a period are adjacent. */
function createdWithin({ segment, scratch }: Place, from: number, to: number): DocumentSet {
  const { memory, layout } = segment
  const first = countAfter(segment, to)
  const end = Math.min(layout.dated, countSince(segment, from))
  const count = Math.max(0, end - first)
  if (count === layout.documents) return { kind: 'all', count }
  if (isDense({ count, documents: layout.documents })) {
    const bits = scratch.emptyBitmap()
    memory.kernels.setRange(bits, first, end)
    return { kind: 'bits', count, bits }
  }
  const list = scratch.take(count * 4)
  for (let index = 0; index < count; index++) memory.words[(list >> 2) + index] = first + index
  return { kind: 'list', count, list }
}
