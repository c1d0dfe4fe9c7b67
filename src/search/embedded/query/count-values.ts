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

/** The same for the sums of the counts of several segments. */
function mostFrequentOf(counted: readonly Counts[], top = Infinity): Counted[] {
  const totals = new Map<number, number>()
  for (const counts of counted)
    for (const { id, count } of mostFrequent(counts, Infinity)) totals.set(id, (totals.get(id) ?? 0) + count)
  const least = totals.size > top ? Uint32Array.from(totals.values()).sort().at(-top)! : 1
  return Array.from(totals, ([id, count]) => ({ id, count })).filter(({ count }) => count >= least)
}
