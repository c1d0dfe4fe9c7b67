import { termsOf } from '../dictionary.ts'
import { indexes } from '../indexes.ts'
import { WRITTEN } from '../keys.ts'
import type { Segment } from '../segment.ts'
import { TERM } from '../term-kinds.ts'
import { type TermList, termCount } from '../term-list.ts'
import { keepTerms, type MergedTerms, mergeTerms } from './merged-terms.ts'

/** The terms of segments, and what each of them is in the merged segment (`TERM`). */
export type MergedDictionary = MergedTerms & { readonly kinds: Uint8Array }

/**
 * Merges the dictionaries of segments. A word as it is written that shares its stem's term in some segments, but not in all, has a
 * term of its own, which is the stem's in those segments.
 */
export function mergeDictionaries(segments: readonly Segment[]): MergedDictionary {
  const shared = segments.map(sharedTerms)
  const lists = [...segments.map(({ memory, layout }) => termsOf(memory, layout.dictionary)), ...shared]
  const { list, numbers } = mergeTerms(lists)
  const count = termCount(list)
  const own = new Int32Array(count * segments.length)
  const kinds = new Uint8Array(count)
  const places = segments.map(({ layout }) => new Uint32Array(layout.dictionary.terms))
  for (let term = 0; term < count; term++)
    segments.forEach(({ memory, layout }, index) => {
      const number = numbers[term * lists.length + index]!
      const word = numbers[term * lists.length + segments.length + index]!
      own[term * segments.length + index] = word < 0 ? number : shared[index]!.stems[word]!
      if (word >= 0) kinds[term] = TERM.written
      if (number < 0) return
      places[index]![number] = term
      const kind = memory.bytes[layout.kinds + number]!
      kinds[term] = kind === TERM.both ? TERM.stem : kind
    })
  return withoutShared({ list, numbers: own, kinds }, places)
}

/** Leaves out those words as they are written that share their stem's term in all segments. */
function withoutShared(
  { list, numbers, kinds }: MergedDictionary,
  places: readonly Uint32Array[],
): MergedDictionary {
  const kept = new Uint8Array(kinds.length).fill(1)
  const isSame = (term: number, other: number) =>
    places.every(
      (_, index) => numbers[term * places.length + index] === numbers[other * places.length + index],
    )
  for (let term = 0; term < kinds.length; term++) {
    if (kinds[term] !== TERM.written) continue
    const index = places.findIndex((_, index) => numbers[term * places.length + index]! >= 0)
    const stem = places[index]![numbers[term * places.length + index]!]!
    // A word with documents of its own is where its number says.
    if (stem === term || !isSame(term, stem)) continue
    kinds[stem] = TERM.both
    kept[term] = 0
  }
  return withoutUnused({ list, numbers, kinds }, kept)
}

/** Returns only those terms of which `counts` is not 0. */
export const withoutUnused = (
  { kinds, ...terms }: MergedDictionary,
  counts: Uint32Array | Uint8Array,
): MergedDictionary => ({ ...keepTerms(terms, counts), kinds: kinds.filter((_, term) => counts[term]) })

/** Returns the words as they are written that share the term of their stem, in ascending order, and the number of each stem. */
function sharedTerms({ memory, layout }: Segment): TermList & { readonly stems: Uint32Array } {
  const kinds = memory.bytes.subarray(layout.kinds, layout.kinds + layout.dictionary.terms)
  const stems = indexes(kinds.length).filter((term) => kinds[term] === TERM.both)
  const own = termsOf(memory, layout.dictionary)
  const bytes = new Uint8Array(own.bytes.length + stems.length)
  const starts = new Uint32Array(stems.length + 1)
  let end = 0
  stems.forEach((stem, index) => {
    bytes[end++] = WRITTEN.charCodeAt(0)
    for (let at = own.starts[stem]!; at < own.starts[stem + 1]!; at++) bytes[end++] = own.bytes[at]!
    starts[index + 1] = end
  })
  return { bytes: bytes.subarray(0, end), starts, stems }
}
