import type { Posting } from '../postings.ts'
import { numberOfTerm, positionsOf, postingOf } from '../segment.ts'
import type { Place } from './document-set.ts'
import { raiseImpacts } from './impacts.ts'

/** Returns the documents in which these terms are adjacent and in order, with impacts; null if there are none. */
export function phrasePosting(place: Place, terms: readonly string[]): Posting | null {
  const { segment, scratch } = place
  const { kernels } = segment.memory
  const numbers = terms.map((term) => numberOfTerm(segment, term))
  if (numbers.includes(-1)) return null
  const found = numbers
    .map((number, offset) => ({ offset, positions: positionsOf(segment, number) }))
    .sort((a, b) => a.positions[1] - b.positions[1])
  const [rarest, ...others] = found
  let [positions, count] = rarest!.positions
  const out = scratch.take(count * 4)
  for (const {
    offset,
    positions: [many, manyCount],
  } of others) {
    count = kernels.intersect(positions, count, many, manyCount, offset - rarest!.offset, 0, out)
    positions = out
  }
  const { documentStarts, documents } = segment.layout
  const documentCount = kernels.documentsOf(positions, count, documentStarts, documents, out)
  scratch.keep(out, documentCount * 4)
  return documentCount === 0 ? null : withLeastImpacts(place, out, documentCount, numbers)
}

/** The impact of a phrase is the least one of its terms. */
function withLeastImpacts(
  { segment, scratch }: Place,
  list: number,
  count: number,
  terms: readonly number[],
): Posting {
  const { bytes } = segment.memory
  const impacts = scratch.take(count)
  bytes.fill(255, impacts, impacts + count)
  for (const term of new Set(terms)) {
    const own = scratch.zeros(count)
    raiseImpacts(segment, { list, count }, postingOf(segment, term), own)
    for (let at = 0; at < count; at++)
      if (bytes[own + at]! < bytes[impacts + at]!) bytes[impacts + at] = bytes[own + at]!
    scratch.keep(impacts, count)
  }
  return { kind: 'list', count, list, impacts, maxima: 0 }
}
