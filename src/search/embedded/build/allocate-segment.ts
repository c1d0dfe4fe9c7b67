import { Addresses } from '../addresses.ts'
import {
  placeDictionary,
  placeHashedDictionary,
  writeDictionary,
  writeHashedDictionary,
} from '../dictionary.ts'
import { allocateMemory } from '../memory.ts'
import { type Numbers, placeNumbers, writeNumbers } from '../number-column.ts'
import type { PackedPositions } from '../positions.ts'
import { bitmapBytes, postingSize } from '../postings.ts'
import { scratchBytes } from '../scratch.ts'
import {
  bytesPerValue,
  DELETED_BITMAPS,
  type Segment,
  type SegmentLayout,
  type ValueLists,
} from '../segment.ts'
import { TERM } from '../term-kinds.ts'
import { type TermList, termCount } from '../term-list.ts'

/** How large the parts of a segment are. */
export type SegmentSizes = {
  readonly documents: number
  readonly dated: number
  /** In ascending order of their bytes. */
  readonly terms: TermList
  /** In ascending order of their bytes. */
  readonly names: TermList
  /** For each term: the number of its documents, and what it is (`TERM`). */
  readonly counts: Uint32Array
  readonly kinds: Uint8Array
  readonly positions: PackedPositions
  readonly numbers: Readonly<Record<string, Numbers>>
  readonly values: Readonly<Record<string, { readonly total: number; readonly idCount: number }>>
  readonly colours: number
}

/**
 * Allocates the memory of a segment, and writes its dictionary, positions and numbers, and where everything else is to be
 * written. `threads` may search it at the same time.
 */
export function allocateSegment(sizes: SegmentSizes, threads: number): Segment {
  const { documents, dated, terms, counts, kinds } = sizes
  const count = termCount(terms)
  const addresses = new Addresses()
  const dictionary = placeHashedDictionary(addresses, terms)
  const names = placeDictionary(addresses, sizes.names)
  const columns = {
    counts: addresses.take(count * 4),
    postings: addresses.take(count * 4),
    kinds: addresses.take(count),
    positionStarts: addresses.take((count + 1) * 4),
    documentStarts: addresses.take((documents + 1) * 4),
    ids: addresses.take(documents * 8),
    byId: addresses.take(documents * 4),
    created: addresses.take(documents * 8),
  }
  const numbers = mapValues(sizes.numbers, (it) => placeNumbers(addresses, it))
  const values = mapValues(
    sizes.values,
    ({ total, idCount }): ValueLists => ({
      starts: addresses.take((documents + 1) * 4),
      values: addresses.take(total * bytesPerValue(idCount)),
      ids: addresses.take(idCount * 8),
      idCount,
    }),
  )
  const colours = { starts: addresses.take((documents + 1) * 4), values: addresses.take(sizes.colours * 8) }
  const postings = placePostings(addresses, sizes)
  const positions = addresses.take(sizes.positions.words.byteLength)
  const layout: SegmentLayout = {
    documents,
    dated,
    dictionary,
    names,
    nameCounts: addresses.take(names.terms * 4),
    ...columns,
    positions,
    numbers,
    values,
    colours,
    deleted: addresses.take(bitmapBytes(documents) * DELETED_BITMAPS),
    end: addresses.end,
  }
  const memory = allocateMemory(layout.end, threads * scratchBytes(layout))
  writeHashedDictionary(memory, dictionary, terms)
  writeDictionary(memory, names, sizes.names)
  memory.words.set(counts, layout.counts >> 2)
  memory.words.set(postings, layout.postings >> 2)
  memory.bytes.set(kinds, layout.kinds)
  for (const [name, column] of Object.entries(numbers)) writeNumbers(memory, column, sizes.numbers[name]!)
  memory.words.set(sizes.positions.starts, layout.positionStarts >> 2)
  memory.words.set(sizes.positions.words, layout.positions >> 2)
  return { memory, layout }
}

/** Returns the address of the documents of each term. Lists are adjacent, without the gaps between sections. */
function placePostings(addresses: Addresses, sizes: SegmentSizes): Uint32Array {
  const { counts, kinds, documents } = sizes
  const placed = new Uint32Array(counts.length)
  let end = 0
  counts.forEach((count, term) => {
    const { bytes, alignment } = postingSize({ count, documents, hasImpacts: kinds[term] !== TERM.key })
    placed[term] = Math.ceil(end / alignment) * alignment
    end = placed[term]! + bytes
  })
  const start = addresses.take(end)
  return placed.map((address) => start + address)
}

function mapValues<From, To>(
  record: Readonly<Record<string, From>>,
  map: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]))
}
