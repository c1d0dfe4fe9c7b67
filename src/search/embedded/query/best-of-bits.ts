import { PART } from '../kernels/score-table.ts'
import type { Posting } from '../postings.ts'
import { selectionFrom } from './best-of-list.ts'
import { bitsOf, type DocumentSet, type Place } from './document-set.ts'
import { PREFERRED_SCORE, type Scoring } from './scoring.ts'
import type { Page, Selection } from './selection.ts'

/** A part of a clause as the kernel takes it: kind, three addresses, and that of the maxima. */
type Part = readonly [kind: number, number, number, number, maxima: number]

/** Returns a page of the best documents of a bitmap. Blocks that have none of them are skipped by their maxima. */
export function bestOfBits(
  place: Place,
  hits: DocumentSet & { kind: 'bits' },
  scoring: Scoring,
  page: Page,
): Selection {
  const { segment, scratch } = place
  const { documents } = segment.layout
  const limit = Math.min(hits.count, page.skip + page.count)
  const outScores = scratch.take(limit * 4)
  const outDocuments = scratch.take(limit * 4)
  const table = writeTable(place, scoring)
  const found = segment.memory.kernels.bestOfBits(hits.bits, documents, table, limit, outScores, outDocuments)
  return selectionFrom(segment, { documents: outDocuments, scores: outScores, found }, page)
}

/** Writes the table of `score-table.ts`. */
function writeTable(place: Place, { clauses, boosted, preferred }: Scoring): number {
  const rows = clauses.map(({ weight, parts }) => ({ weight, parts: partsOf(place, parts) }))
  const flag = preferred && ([PART.flag, bitsOf(place, preferred).bits, 0, 0, 0] as const)
  const all = [...rows, ...(flag ? [{ weight: PREFERRED_SCORE, parts: [flag] }] : [])]
  const numbers = [
    all.length,
    rows.length,
    boosted ? bitsOf(place, boosted).bits : 0,
    ...all.flatMap(({ weight, parts }) => [weight, parts.length, ...parts.flat()]),
  ]
  const table = place.scratch.take(numbers.length * 4)
  place.segment.memory.words.set(numbers, table >> 2)
  return table
}

/** The parts of a clause: bitmaps as they are, and all lists in one column. */
function partsOf(place: Place, postings: readonly Posting[]): Part[] {
  const { segment, scratch } = place
  const { kernels } = segment.memory
  const parts: Part[] = []
  const lists: (Posting & { kind: 'list' })[] = []
  for (const posting of postings) {
    if (posting.kind === 'list') lists.push(posting)
    else if (posting.ranks === 0) parts.push([PART.flag, posting.bits, 0, 0, 0])
    else parts.push([PART.ranked, posting.bits, posting.ranks, posting.impacts, posting.maxima])
  }
  if (lists.length === 0) return parts
  const { documents } = segment.layout
  const column = scratch.zeros(documents)
  const maxima = scratch.zeros(Math.ceil(documents / 128))
  for (const { list, impacts, count } of lists) kernels.raiseColumn(list, impacts, count, column, maxima)
  parts.push([PART.column, column, 0, 0, maxima])
  return parts
}
