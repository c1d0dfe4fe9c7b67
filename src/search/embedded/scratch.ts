import { BLOCK, bitmapBytes } from './postings.ts'
import type { SegmentLayout } from './segment.ts'

/** Numbers of 4 bytes for each document, bytes for each document, and bitmaps that a query may need at once. */
const LISTS = 5
const COLUMNS = 7
const BITMAPS = 128
/** For tables of clauses and of sets, and for long queries of small segments. Untouched memory takes no space. */
const LEAST_BYTES = 2 ** 20

/** Returns the bytes of memory that a thread needs to search a segment. */
export function scratchBytes({ documents, values }: Pick<SegmentLayout, 'documents' | 'values'>): number {
  const padded = Math.ceil(documents / 256) * 256
  const counted = Object.values(values).reduce((sum, { idCount }) => sum + idCount * 8 + 64, 0)
  const clean = cleanColumnBytes({ documents }).all
  return clean + padded * (LISTS * 4 + COLUMNS) + bitmapBytes(documents) * BITMAPS + counted + LEAST_BYTES
}

/** Returns the bytes of the column of zeros with which a thread's memory begins, alone and with the maxima of its blocks. */
export function cleanColumnBytes({ documents }: Pick<SegmentLayout, 'documents'>): {
  column: number
  all: number
} {
  const column = Math.ceil(documents / 256) * 256
  return { column, all: column + bitmapBytes(Math.ceil(documents / BLOCK) * 8) }
}
