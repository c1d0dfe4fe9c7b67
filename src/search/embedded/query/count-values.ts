import type { FacetQuery } from '../../query.ts'
import { facetName } from '../facet-names.ts'
import { bytesOfBitmap } from '../segment.ts'
import { bitsOf, type DocumentSet, type Place } from './document-set.ts'

/** More than any count. */
const MOST = 2 ** 31 - 1

/** How often values occur in a segment: the address of a count of 4 bytes for each of `ids`. */
type Counts = { readonly place: Place; readonly ids: Float64Array; readonly counts: number }
type Counted = { readonly id: number; readonly count: number }

/** Returns how often each value of a facet occurs in sets of documents of several segments. */
export function countFacet(
  found: readonly (Place & { readonly hits: DocumentSet })[],
  facet: FacetQuery,
): Counted[] {
  const counted = found.flatMap((place) => countValues(place, place.hits, facetName(facet)) ?? [])
  const [only] = counted
  if (!only) return []
  return counted.length === 1 ? mostFrequent(only, facet.top ?? Infinity) : mostFrequentOf(counted, facet.top)
}

function countValues(place: Place, hits: DocumentSet, name: string): Counts | null {
  const { segment, scratch } = place
  const { memory, layout } = segment
  const lists = layout.values[name]
  if (!lists || hits.count === 0) return null
  const { starts, values, ids, idCount } = lists
  const totals = scratch.zeros(idCount * 4)
  if (hits.kind === 'list') memory.kernels.countValues(hits.list, hits.count, starts, values, totals)
  else {
    const { bits } = bitsOf(place, hits)
    memory.kernels.countValuesOfBits(bits, bytesOfBitmap(segment), starts, values, totals)
  }
  return { place, ids: memory.numbers.subarray(ids >> 3, (ids >> 3) + idCount), counts: totals }
}

/** Returns the values with the `top` highest counts, and all others with the last of these counts. */
function mostFrequent({ place: { segment, scratch }, ids, counts }: Counts, top: number): Counted[] {
  const { kernels, words } = segment.memory
  const least = top < ids.length ? kernels.countAtRank(counts, ids.length, top, scratch.take(top * 4)) : 0
  const indexes = scratch.take(ids.length * 4)
  const found = kernels.scoresBetween(counts, ids.length, Math.max(1, least), MOST, indexes)
  return Array.from(words.subarray(indexes >> 2, (indexes >> 2) + found), (index) => ({
    id: ids[index]!,
    count: words[(counts >> 2) + index]!,
  }))
}

/** How often values occur, ascending by value. */
type Sums = { readonly ids: Float64Array; readonly counts: Uint32Array }

/** The same for the sums of the counts of several segments. */
function mostFrequentOf(counted: readonly Counts[], top = Infinity): Counted[] {
  let sums = counted.map((counts) => occurring(counts))
  while (sums.length > 1)
    sums = Array.from({ length: Math.ceil(sums.length / 2) }, (_, pair) =>
      sumOf(sums[2 * pair]!, sums[2 * pair + 1]),
    )
  const { ids, counts } = sums[0]!
  const least = counts.length > top ? counts.toSorted().at(-top)! : 1
  const values: Counted[] = []
  counts.forEach((count, index) => {
    if (count >= least) values.push({ id: ids[index]!, count })
  })
  return values
}

function occurring({ place: { segment, scratch }, ids, counts }: Counts): Sums {
  const { kernels, words } = segment.memory
  const indexes = scratch.take(ids.length * 4)
  const found = kernels.scoresBetween(counts, ids.length, 1, MOST, indexes)
  const occurring = words.subarray(indexes >> 2, (indexes >> 2) + found)
  return {
    ids: Float64Array.from(occurring, (index) => ids[index]!),
    counts: Uint32Array.from(occurring, (index) => words[(counts >> 2) + index]!),
  }
}

function sumOf(a: Sums, b: Sums | undefined): Sums {
  if (!b) return a
  const ids = new Float64Array(a.ids.length + b.ids.length)
  const counts = new Uint32Array(ids.length)
  let [i, j, count] = [0, 0, 0]
  while (i < a.ids.length || j < b.ids.length) {
    const [own, other] = [a.ids[i] ?? Infinity, b.ids[j] ?? Infinity]
    ids[count] = Math.min(own, other)
    counts[count++] = (own <= other ? a.counts[i]! : 0) + (other <= own ? b.counts[j]! : 0)
    i += Number(own <= other)
    j += Number(other <= own)
  }
  return { ids: ids.subarray(0, count), counts: counts.subarray(0, count) }
}
