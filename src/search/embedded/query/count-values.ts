import type { FacetQuery } from '../../query.ts'
import { facetName } from '../facet-names.ts'
import { bytesOfBitmap, bytesPerValue, valuesOf } from '../segment.ts'
import { type CommonValues, commonValues } from './common-values.ts'
import { bitsOf, type DocumentSet, type Place } from './document-set.ts'

/** More than any count. */
const MOST = 2 ** 31 - 1

type FoundPlace = Place & { readonly hits: DocumentSet }
type Counted = { readonly id: number; readonly count: number }

/** Returns how often each value of a facet occurs in what was found in segments. */
export function countFacet(found: readonly FoundPlace[], facet: FacetQuery): Counted[] {
  const name = facetName(facet)
  const valuesIn = ({ segment }: Place) => segment.layout.values[name]?.idCount ?? 0
  const places = found.filter((place) => valuesIn(place) > 0)
  if (places.length === 0) return []
  // The counts of all segments are added up in the memory of the one that has most values.
  const [first, ...others] = places.toSorted((a, b) => valuesIn(b) - valuesIn(a)) as [
    FoundPlace,
    ...FoundPlace[],
  ]
  const values = commonValues(first.segment, name)
  const counted = others
    .filter(({ hits }) => hits.count > 0)
    .map((place) => ({ place, numbers: values.numbersOf(place.segment) }))
  const sums = first.scratch.zeros(values.count * 4)
  countValues(first, name, sums)
  const { words } = first.segment.memory
  const view = words.subarray(sums >> 2, (sums >> 2) + values.count)
  for (const { place, numbers } of counted) {
    if (place.hits.kind === 'list') addListed(place, place.hits, name, numbers, view)
    else addCounts(place, name, numbers, view)
  }
  return mostFrequent(first, sums, values, facet.top ?? Infinity)
}

/** Adds how often each value of a segment occurs to counts of 4 bytes. */
function countValues(place: FoundPlace, name: string, counts: number): void {
  const { segment, hits } = place
  const { memory, layout } = segment
  const { starts, values, idCount } = layout.values[name]!
  const { kernels } = memory
  const width = bytesPerValue(idCount)
  if (hits.count === 0) return
  if (hits.kind === 'list') kernels.countValues(hits.list, hits.count, starts, values, width, counts)
  else {
    const { bits } = bitsOf(place, hits)
    kernels.countValuesOfBits(bits, bytesOfBitmap(segment), starts, values, width, counts)
  }
}

/** Adds how often each value of a segment occurs to `sums`, in which it has another number. */
function addCounts(place: FoundPlace, name: string, numbers: Uint32Array, sums: Uint32Array): void {
  const { segment, scratch } = place
  const { words, kernels } = segment.memory
  const counts = scratch.zeros(numbers.length * 4)
  countValues(place, name, counts)
  const occurring = scratch.take(numbers.length * 4)
  const found = kernels.scoresBetween(counts, numbers.length, 1, MOST, occurring)
  for (let at = 0; at < found; at++) {
    const value = words[(occurring >> 2) + at]!
    sums[numbers[value]!]! += words[(counts >> 2) + value]!
  }
}

/** The same for few documents, of which most have values that no other has. */
function addListed(
  { segment: { memory, layout } }: Place,
  { list, count }: DocumentSet & { kind: 'list' },
  name: string,
  numbers: Uint32Array,
  sums: Uint32Array,
): void {
  const { words } = memory
  const lists = layout.values[name]!
  const values = valuesOf(memory, lists)
  for (let at = list >> 2; at < (list >> 2) + count; at++) {
    const start = (lists.starts >> 2) + words[at]!
    for (let value = words[start]!; value < words[start + 1]!; value++) sums[numbers[values[value]!]!]!++
  }
}

/** Returns the values with the `top` highest counts, and all others with the last of these counts. */
function mostFrequent(
  { segment, scratch }: Place,
  counts: number,
  values: CommonValues,
  top: number,
): Counted[] {
  const { kernels, words } = segment.memory
  const { count: length } = values
  const least = top < length ? kernels.countAtRank(counts, length, top, scratch.take(top * 4)) : 0
  const numbers = scratch.take(length * 4)
  const found = kernels.scoresBetween(counts, length, Math.max(1, least), MOST, numbers)
  return Array.from(words.subarray(numbers >> 2, (numbers >> 2) + found), (number) => ({
    id: values.idOf(number),
    count: words[(counts >> 2) + number]!,
  }))
}
