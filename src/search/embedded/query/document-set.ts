import { bytesOfBitmap } from '../segment.ts'
import { type SearchedSegment, termIn } from '../view.ts'

/** Documents of a segment: all of them, a bitmap, or an ascending list. */
export type DocumentSet =
  | { readonly kind: 'all'; readonly count: number }
  | { readonly kind: 'bits'; readonly count: number; readonly bits: number }
  | { readonly kind: 'list'; readonly count: number; readonly list: number }

/** Documents that are in the memory of a segment. */
export type StoredSet = Exclude<DocumentSet, { kind: 'all' }>

/** A set, or all documents that are not in it. */
export type Condition = { readonly set: DocumentSet; readonly isExcluded: boolean }

/** A segment and what is needed to search it. */
export type Place = SearchedSegment

/** A union is faster to use as a list if fewer than one in so many documents are in it. */
const SPARSE_BELOW = 512

/** The empty set. */
export const NO_DOCUMENTS: DocumentSet = { kind: 'list', count: 0, list: 0 }

/** Returns the documents that have a term. */
export function documentsWith(place: Place, term: string): DocumentSet {
  const posting = termIn(place, term)?.posting
  if (!posting) return NO_DOCUMENTS
  if (posting.count === place.segment.layout.documents) return { kind: 'all', count: posting.count }
  return posting
}

/** Returns the documents that are in any of these sets. */
export function union(place: Place, sets: readonly DocumentSet[]): DocumentSet {
  if (sets.length < 2) return sets[0] ?? NO_DOCUMENTS
  const { segment, scratch } = place
  const { memory } = segment
  const filled = sets.filter(({ count }) => count > 0)
  if (filled.length < 2) return filled[0] ?? NO_DOCUMENTS
  const all = filled.find(({ kind }) => kind === 'all')
  if (all) return all
  const bytes = bytesOfBitmap(segment)
  const bits = scratch.emptyBitmap()
  let count = 0
  for (const set of filled) {
    if (set.kind === 'bits') count += memory.kernels.orBits(bits, set.bits, bytes)
    else if (set.kind === 'list') count += memory.kernels.setBits(set.list, set.count, bits)
  }
  return setOfBits(place, bits, count)
}

/** Returns the documents of a bitmap, which are `count`, in the form in which they are faster to use. */
export function setOfBits({ segment, scratch }: Place, bits: number, count: number): StoredSet {
  if (count * SPARSE_BELOW >= segment.layout.documents) return { kind: 'bits', count, bits }
  const list = scratch.take(count * 4)
  segment.memory.kernels.listBits(bits, bytesOfBitmap(segment), list)
  return { kind: 'list', count, list }
}

/** Returns a set as a list. */
export function listOf({ segment, scratch }: Place, set: DocumentSet): DocumentSet & { kind: 'list' } {
  const { memory, layout } = segment
  if (set.kind === 'list') return set
  const list = scratch.take(set.count * 4)
  if (set.kind === 'bits') memory.kernels.listBits(set.bits, bytesOfBitmap(segment), list)
  else
    for (let document = 0; document < layout.documents; document++)
      memory.words[(list >> 2) + document] = document
  return { kind: 'list', count: set.count, list }
}

/** Returns a set as a bitmap. */
export function bitsOf({ segment, scratch }: Place, set: DocumentSet): DocumentSet & { kind: 'bits' } {
  const { memory, layout } = segment
  if (set.kind === 'bits') return set
  const bits = scratch.emptyBitmap()
  if (set.kind === 'list') memory.kernels.setBits(set.list, set.count, bits)
  else memory.kernels.setRange(bits, 0, layout.documents)
  return { kind: 'bits', count: set.count, bits }
}
