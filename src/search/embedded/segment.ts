import { type Dictionary, findTerm, type HashedDictionary } from './dictionary.ts'
import { isWritten, wordOf } from './keys.ts'
import type { SegmentMemory } from './memory.ts'
import type { NumberColumn } from './number-column.ts'
import { bitmapBytes, type Posting, postingAt } from './postings.ts'
import { TERM } from './term-kinds.ts'

/**
 * Where the parts of a segment are in its memory. Documents are numbered from the newest to the oldest, those without a
 * date last; equally old ones by id, the highest first. So a segment's documents are in the order of most results.
 */
export type SegmentLayout = {
  readonly documents: number
  /** The number of documents that have a date. */
  readonly dated: number
  readonly dictionary: HashedDictionary
  /** Words as they are spelt, and names (`names.ts`), and the number of documents of each (4 bytes). */
  readonly names: Dictionary
  readonly nameCounts: number
  /** For each term: the number of its documents (4 bytes), where these are (4 bytes), and what it is (`TERM`, 1 byte). */
  readonly counts: number
  readonly postings: number
  readonly kinds: number
  /** Positions of terms (`positions.ts`), by term; `positionStarts` has the index of the first number of 4 bytes of each. */
  readonly positions: number
  readonly positionStarts: number
  /** The position at which each document begins, and the end of the last one; 4 bytes each. */
  readonly documentStarts: number
  /** The ids of documents (8 bytes), and the documents by ascending id (4 bytes). */
  readonly ids: number
  readonly byId: number
  /** When each document was made (8 bytes): milliseconds since 1970, or -Infinity. */
  readonly created: number
  readonly numbers: Readonly<Record<string, NumberColumn>>
  readonly values: Readonly<Record<string, ValueLists>>
  /**
   * The main colours of each document: the index of the first one of each, and the end of the last one (4 bytes each);
   * L, a and b in tenths and the share in thousandths (2 bytes each).
   */
  readonly colours: { readonly starts: number; readonly values: number }
  /** Bitmaps of deleted documents, of which the view tells which one is current. */
  readonly deleted: number
  /** The end of all of this. Memory behind it is for queries. */
  readonly end: number
}

/** Any number of values for each document, which facets count. */
export type ValueLists = {
  /** The index of the first value of each document, and the end of the last one; 4 bytes each. */
  readonly starts: number
  /** Values as indexes of `ids`; `bytesPerValue` each. */
  readonly values: number
  /** The distinct values, ascending; 8 bytes each. */
  readonly ids: number
  readonly idCount: number
}

/** Returns the bytes that an index of so many values takes. */
export const bytesPerValue = (idCount: number): 2 | 4 => (idCount <= 2 ** 16 ? 2 : 4)

/** Returns the values of all documents; `starts` of the lists has the indexes of those of a document. */
export const valuesOf = (
  { halves, words }: SegmentMemory,
  { values, idCount }: ValueLists,
): Uint16Array | Uint32Array =>
  bytesPerValue(idCount) === 2 ? halves.subarray(values >> 1) : words.subarray(values >> 2)

/** The number of bitmaps at `deleted`: the first ones are current in turn, the last one is for a merge. */
export const DELETED_BITMAPS = 4

/** A segment: an immutable part of the index that is searched by itself. */
export type Segment = {
  readonly memory: SegmentMemory
  readonly layout: SegmentLayout
}

/** Returns the number of a term, of which a word as it is written may share that of its stem; -1 if there is none. */
export function numberOfTerm({ memory, layout }: Segment, term: string): number {
  if (isWritten(term)) {
    const stem = findTerm(memory, layout.dictionary, wordOf(term))
    if (stem >= 0 && memory.bytes[layout.kinds + stem] === TERM.both) return stem
  }
  return findTerm(memory, layout.dictionary, term)
}

/** Returns the documents of the term with this number. */
export function postingOf({ memory: { bytes, words }, layout }: Segment, number: number): Posting {
  return postingAt(words[(layout.postings >> 2) + number]!, {
    count: words[(layout.counts >> 2) + number]!,
    documents: layout.documents,
    hasImpacts: bytes[layout.kinds + number] !== TERM.key,
  })
}

/** Where positions of a term are, in numbers of 4 bytes (`positions.ts`). */
export type StoredPositions = { readonly at: number; readonly size: number }

/** Returns where the positions of the term with this number are. */
export function positionsOf({ memory: { words }, layout }: Segment, number: number): StoredPositions {
  const at = (layout.positionStarts >> 2) + number
  return { at: (layout.positions >> 2) + words[at]!, size: words[at + 1]! - words[at]! }
}

/** Returns the id of a document. */
export const idOf = ({ memory, layout }: Segment, document: number): number =>
  memory.numbers[(layout.ids >> 3) + document]!

/** Returns when a document was made, in milliseconds since 1970; -Infinity if it has no date. */
export const createdOf = ({ memory, layout }: Segment, document: number): number =>
  memory.numbers[(layout.created >> 3) + document]!

/** Returns whether a document of a segment comes before one of another segment, in the order of `SegmentLayout`. */
export function isBefore(a: Segment, document: number, b: Segment, other: number): boolean {
  const [created, compared] = [createdOf(a, document), createdOf(b, other)]
  return created === compared ? idOf(a, document) > idOf(b, other) : created > compared
}

/** Returns the bytes of a bitmap of the segment's documents. */
export const bytesOfBitmap = ({ layout }: Segment): number => bitmapBytes(layout.documents)
