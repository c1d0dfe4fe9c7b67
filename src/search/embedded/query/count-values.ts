import type { FacetQuery } from '../../query.ts'
import { facetName } from '../facet-names.ts'
import { bytesOfBitmap } from '../segment.ts'
import { bitsOf, type DocumentSet, type Place } from './document-set.ts'

/** How often values occur, in two lists of equal length. */
type Counts = { readonly ids: Float64Array; readonly counts: Uint32Array }
type Counted = { readonly id: number; readonly count: number }

/** Returns how often each value of a facet occurs in sets of documents of several segments. */
export function countFacet(
  found: readonly (Place & { readonly hits: DocumentSet })[],
  facet: FacetQuery,
): Counted[] {
  const counted = found.flatMap((place) => countValues(place, place.hits, facetName(facet)) ?? [])
  const [only] = counted
  const all = counted.length === 1 ? only! : sumOf(counted)
  return mostFrequent(all, facet.top ?? all.ids.length)
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
  return {
    ids: memory.numbers.subarray(ids >> 3, (ids >> 3) + idCount),
    counts: memory.words.subarray(totals >> 2, (totals >> 2) + idCount),
  }
}

function sumOf(counted: readonly Counts[]): Counts {
  const totals = new Map<number, number>()
  for (const { ids, counts } of counted)
    for (let index = 0; index < ids.length; index++)
      if (counts[index] !== 0) totals.set(ids[index]!, (totals.get(ids[index]!) ?? 0) + counts[index]!)
  return { ids: Float64Array.from(totals.keys()), counts: Uint32Array.from(totals.values()) }
}

/** Returns the values with the `top` highest counts, and all others with the last of these counts. */
function mostFrequent({ ids, counts }: Counts, top: number): Counted[] {
  const least = Math.max(1, highestCounts(counts, top))
  const values: Counted[] = []
  for (let index = 0; index < counts.length; index++)
    if (counts[index]! >= least) values.push({ id: ids[index]!, count: counts[index]! })
  return values
}

/** Returns the count at this rank; 0 if there are not so many. */
function highestCounts(counts: Uint32Array, rank: number): number {
  if (rank >= counts.length) return 0
  const highest = new Uint32Array(rank)
  for (let index = 0; index < counts.length; index++) {
    const count = counts[index]!
    if (count <= highest[rank - 1]!) continue
    let at = rank - 1
    for (; at > 0 && highest[at - 1]! < count; at--) highest[at] = highest[at - 1]!
    highest[at] = count
  }
  return highest[rank - 1]!
}
