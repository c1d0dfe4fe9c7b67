import { countOfPositions, POSITIONS_PER_BLOCK } from '../positions.ts'
import type { Posting } from '../postings.ts'
import { positionsOf, type Segment } from '../segment.ts'
import type { StoredTerm } from '../stored-term.ts'
import { termIn } from '../view.ts'
import type { Place } from './document-set.ts'
import { raiseImpacts } from './impacts.ts'

/** How many numbers the kernel that unpacks positions may write after them. */
const MOST_BEHIND = 3

/** Returns the documents in which these terms are adjacent and in order, with impacts; null if there are none. */
export function phrasePosting(place: Place, terms: readonly string[]): Posting | null {
  const { segment, scratch } = place
  const { kernels } = segment.memory
  const stored = terms.map((term) => termIn(place, term))
  if (!stored.every((it) => it !== null)) return null
  const found = stored
    .map(({ number }, offset) => ({ offset, ...positionsIn(segment, number) }))
    .sort((a, b) => a.count - b.count)
  const [rarest, ...others] = found
  let { count } = rarest!
  const block = scratch.take(POSITIONS_PER_BLOCK * 4)
  const out = scratch.take((count + MOST_BEHIND) * 4)
  if (count > 1) kernels.unpackPositions(rarest!.address, out)
  let positions = count > 1 ? out : rarest!.address
  for (const { offset, address, count: many } of others) {
    const distance = offset - rarest!.offset
    count =
      many > 1
        ? kernels.intersectPositions(positions, count, address, distance, out, block)
        : kernels.intersect(positions, count, address, many, distance, 0, out)
    positions = out
  }
  const { documentStarts, documents } = segment.layout
  const documentCount = kernels.documentsOf(positions, count, documentStarts, documents, out)
  scratch.keep(out, documentCount * 4)
  return documentCount === 0 ? null : withLeastImpacts(place, out, documentCount, stored)
}

function positionsIn(segment: Segment, number: number): { address: number; count: number } {
  const { at, size } = positionsOf(segment, number)
  return { address: at * 4, count: countOfPositions(segment.memory.words, at, size) }
}

/** The impact of a phrase is the least one of its terms. */
function withLeastImpacts(
  { segment, scratch }: Place,
  list: number,
  count: number,
  terms: readonly StoredTerm[],
): Posting {
  const { bytes } = segment.memory
  const impacts = scratch.take(count)
  bytes.fill(255, impacts, impacts + count)
  for (const { posting } of new Set(terms)) {
    const own = scratch.zeros(count)
    raiseImpacts(segment, { list, count }, posting, own)
    for (let at = 0; at < count; at++)
      if (bytes[own + at]! < bytes[impacts + at]!) bytes[impacts + at] = bytes[own + at]!
    scratch.keep(impacts, count)
  }
  return { kind: 'list', count, list, impacts, maxima: 0 }
}
