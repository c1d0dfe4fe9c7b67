import type { Lab } from '../../../lib/colour.ts'
import type { Filter } from '../../query.ts'
import { COLOUR_SHARE_BONUS } from '../../ranking.ts'
import { setBit } from '../bits.ts'
import type { Segment } from '../segment.ts'
import type { DocumentSet, Place } from './document-set.ts'

/** Calls `visit` with the squared distance (CIE76) of each main colour of a document from `to`, and its share. */
function eachColour(
  { memory: { words, shorts }, layout: { colours } }: Segment,
  document: number,
  to: Lab,
  visit: (squared: number, share: number) => void,
): void {
  const end = words[(colours.starts >> 2) + document + 1]!
  for (let at = words[(colours.starts >> 2) + document]!; at < end; at++) {
    const from = (colours.values >> 1) + at * 4
    const l = shorts[from]! / 10 - to.l
    const a = shorts[from + 1]! / 10 - to.a
    const b = shorts[from + 2]! / 10 - to.b
    visit(l * l + a * a + b * b, shorts[from + 3]! / 1000)
  }
}

/** Returns the documents with a main colour that is close to another one. */
export function nearColour(
  { segment, scratch }: Place,
  { colour, within }: Extract<Filter, { colour: Lab }>,
): DocumentSet {
  const { memory, layout } = segment
  const bits = scratch.emptyBitmap()
  let count = 0
  for (let document = 0; document < layout.documents; document++) {
    let isNear = false
    eachColour(segment, document, colour, (squared) => {
      if (squared <= within * within) isNear = true
    })
    if (!isNear) continue
    setBit(memory.bytes, bits, document)
    count++
  }
  return { kind: 'bits', count, bits }
}

/** Returns by how much a document differs from a colour: Infinity without colours. */
export function differenceFrom(segment: Segment, document: number, to: Lab): number {
  let least = Infinity
  eachColour(segment, document, to, (squared, share) => {
    least = Math.min(least, squared - COLOUR_SHARE_BONUS * share)
  })
  return least
}
