import { CLAUSE_NUMBERS, HEAD_NUMBERS, PART, PART_NUMBERS } from '../kernels/score-table.ts'
import type { Posting } from '../postings.ts'
import type { Bound, Written } from './best-documents.ts'
import { bitsOf, type DocumentSet, type Place } from './document-set.ts'
import { writeHead } from './lifts.ts'
import { PREFERRED_SCORE, type Scoring } from './scoring.ts'

/** Maxima are read sixteen at a time. */
const SIXTEEN = 16

/** A part of a clause as the kernel takes it: kind, three addresses, and that of the maxima. */
type Part = readonly [kind: number, number, number, number, maxima: number]

/** Finds the best documents of a bitmap. Blocks that have none of them are skipped by their maxima. */
export function bestOfBits(
  place: Place,
  hits: DocumentSet & { kind: 'bits' },
  scoring: Scoring,
  limit: number,
  { above, tied }: Bound,
): Written {
  const { segment, scratch } = place
  const scores = scratch.take(limit * 4)
  const documents = scratch.take(limit * 4)
  const { table, clean } = writeTable(place, scoring)
  const found = segment.memory.kernels.bestOfBits(
    hits.bits,
    segment.layout.documents,
    table,
    limit,
    above,
    tied,
    scores,
    documents,
  )
  clean()
  return { documents, scores, found }
}

/** Writes the table of `score-table.ts`. `clean` has to be called after it was used. */
function writeTable(
  place: Place,
  { clauses, lifts, preferred }: Scoring,
): { table: number; clean: () => void } {
  const { segment } = place
  const flag = preferred && ([PART.flag, bitsOf(place, preferred).bits, 0, 0, 0] as const)
  const partCount = clauses.reduce((sum, { parts }) => sum + parts.length, 1)
  const table = writeHead(place, lifts, {
    clauses: clauses.length + (flag ? 1 : 0),
    lifted: clauses.length,
    bytes: ((clauses.length + 1) * CLAUSE_NUMBERS + partCount * PART_NUMBERS) * 4,
  })
  // Nothing may fail between writing to the column that is always clean and clearing it: it comes last.
  const last = clauses.findLastIndex(({ parts }) => parts.some(({ kind }) => kind === 'list'))
  const columns = clauses.map(({ parts }, index) => columnOf(place, parts, index === last))
  const rows = clauses.map(({ weight, parts }, index) => ({ weight, parts: partsOf(parts, columns[index]!) }))
  const all = [...rows, ...(flag ? [{ weight: PREFERRED_SCORE, parts: [flag] }] : [])]
  const numbers = all.flatMap(({ weight, parts }) => [weight, parts.length, ...parts.flat()])
  segment.memory.words.set(numbers, (table >> 2) + HEAD_NUMBERS)
  return {
    table,
    clean() {
      for (const column of columns) column?.clean()
    },
  }
}

/** The parts of a clause: bitmaps as they are, and all lists in one column. */
function partsOf(postings: readonly Posting[], column: Column | null): Part[] {
  const parts: Part[] = []
  for (const posting of postings) {
    if (posting.kind === 'list') continue
    if (posting.ranks === 0) parts.push([PART.flag, posting.bits, 0, 0, 0])
    else parts.push([PART.ranked, posting.bits, posting.ranks, posting.impacts, posting.maxima])
  }
  if (column) parts.push([PART.column, column.column, 0, 0, column.maxima])
  return parts
}

type Column = { readonly column: number; readonly maxima: number; readonly clean: () => void }

/**
 * Writes the impacts of all lists of a clause to a column; null if there are none. It is faster to clear what was
 * written to a clean column than to make another one.
 */
function columnOf({ segment, scratch }: Place, postings: readonly Posting[], isLast: boolean): Column | null {
  const { kernels } = segment.memory
  const lists = postings.filter(({ kind }) => kind === 'list') as (Posting & { kind: 'list' })[]
  if (lists.length === 0) return null
  const { documents } = segment.layout
  const { column, maxima } = isLast
    ? scratch.clean
    : { column: scratch.zeros(documents), maxima: scratch.zeros(Math.ceil(documents / 128) + SIXTEEN) }
  for (const { list, impacts, count } of lists) kernels.raiseColumn(list, impacts, count, column, maxima)
  return {
    column,
    maxima,
    clean() {
      if (isLast) for (const { list, count } of lists) kernels.clearColumn(list, count, column, maxima)
    },
  }
}
