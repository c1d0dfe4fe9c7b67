import type { NumberColumn, Segment } from '../segment.ts'
import type { SegmentSizes } from './allocate-segment.ts'

/** Returns a number of a document; NaN if it has none. */
export type NumberOf = (name: string, document: number) => number

/** Returns the sizes of number columns. `usual` has the value that most documents have, by name; null is none. */
export function measureNumbers(
  documents: number,
  usual: Readonly<Record<string, number | null>>,
  numberOf: NumberOf,
): SegmentSizes['numbers'] {
  return Object.fromEntries(
    Object.entries(usual).map(([name, value]) => {
      let otherCount = 0
      for (let document = 0; document < documents; document++)
        if (isOther(numberOf(name, document), value)) otherCount++
      return [name, { usual: value, otherCount }]
    }),
  )
}

/** Writes all number columns of a segment. */
export function writeNumbers(segment: Segment, numberOf: NumberOf): void {
  for (const [name, column] of Object.entries(segment.layout.numbers))
    writeNumberColumn(segment, column, (document) => numberOf(name, document))
}

function writeNumberColumn(
  { memory, layout }: Segment,
  { column, usual, others, otherCount, otherValues }: NumberColumn,
  numberOf: (document: number) => number,
): void {
  const values =
    column === 0
      ? new Float64Array(layout.documents)
      : memory.numbers.subarray(column >> 3, (column >> 3) + layout.documents)
  const other = new Uint32Array(otherCount)
  let count = 0
  for (let document = 0; document < layout.documents; document++) {
    values[document] = numberOf(document)
    if (isOther(values[document]!, usual)) other[count++] = document
  }
  other.sort((a, b) => values[a]! - values[b]! || b - a)
  memory.words.set(other, others >> 2)
  if (column === 0)
    other.forEach((document, index) => {
      memory.numbers[(otherValues >> 3) + index] = values[document]!
    })
}

const isOther = (value: number, usual: number | null) => value !== usual && !Number.isNaN(value)
