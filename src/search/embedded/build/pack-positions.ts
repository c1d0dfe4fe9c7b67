import { type PackedPositions, PositionPacker } from '../positions.ts'
import { type Collected, FIELD_END } from './collector.ts'

/** What the positions of documents are collected by: the term of each of the collector's numbers, and so on. */
type Numbering = {
  /** The documents as the segment numbers them. */
  readonly order: Uint32Array
  /** The number of terms, and the term of each of the collector's numbers. */
  readonly terms: number
  readonly places: Uint32Array
}

/** Packs the positions of all terms; `documentStarts` has the one at which each document begins. */
export function packPositions(
  { tokens }: Collected,
  documentStarts: Uint32Array,
  { order, terms, places }: Numbering,
): PackedPositions {
  const starts = new Uint32Array(terms + 1)
  for (let at = 0; at < tokens.numbers.length; at++)
    if (tokens.numbers[at] !== FIELD_END) starts[places[tokens.numbers[at]!]! + 1]!++
  for (let term = 0; term < terms; term++) starts[term + 1]! += starts[term]!
  const next = starts.slice()
  const positions = new Uint32Array(starts[terms]!)
  for (let document = 0; document < order.length; document++) {
    const from = tokens.starts[order[document]!]!
    const end = tokens.starts[order[document]! + 1]!
    const distance = documentStarts[document]! - from
    for (let at = from; at < end; at++)
      if (tokens.numbers[at] !== FIELD_END) positions[next[places[tokens.numbers[at]!]!]!++] = distance + at
  }
  const packer = new PositionPacker(terms, positions.length)
  for (let term = 0; term < terms; term++) packer.add(positions, starts[term]!, starts[term + 1]!)
  return packer.finish()
}
