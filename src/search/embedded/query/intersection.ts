import { bytesOfBitmap } from '../segment.ts'
import { bitsOf, type Condition, type DocumentSet, NO_DOCUMENTS, type Place } from './document-set.ts'

/** Returns the documents that meet all of these conditions. */
export function intersection(place: Place, conditions: readonly Condition[]): DocumentSet {
  const { documents } = place.segment.layout
  const required: DocumentSet[] = []
  const excluded: DocumentSet[] = []
  for (const { set, isExcluded } of conditions) {
    const isEmpty = isExcluded ? set.kind === 'all' : set.count === 0
    const isEverything = isExcluded ? set.count === 0 : set.kind === 'all'
    if (isEmpty) return NO_DOCUMENTS
    if (!isEverything) (isExcluded ? excluded : required).push(set)
  }
  if (required.length === 0 && excluded.length === 0) return { kind: 'all', count: documents }
  if (required.length === 1 && excluded.length === 0) return required[0]!
  return required.some(({ kind }) => kind === 'list')
    ? narrowedList(place, required, excluded)
    : narrowedBits(place, required, excluded)
}

/** Narrows the shortest list by everything else. */
function narrowedList(
  { segment, scratch }: Place,
  required: readonly DocumentSet[],
  excluded: readonly DocumentSet[],
): DocumentSet {
  const { kernels } = segment.memory
  const sorted = required.length > 1 ? required.toSorted((a, b) => rankOf(a) - rankOf(b)) : required
  let { list, count } = sorted[0] as DocumentSet & { kind: 'list' }
  const out = scratch.take(count * 4)
  const narrow = (set: DocumentSet, wanted: 0 | 1) => {
    if (count === 0) return
    if (set.kind === 'bits') count = kernels.probe(list, count, set.bits, wanted, out)
    else if (set.kind === 'list')
      count = wanted
        ? kernels.intersect(list, count, set.list, set.count, 0, 0, out)
        : kernels.subtract(list, count, set.list, set.count, out)
    list = out
  }
  for (let index = 1; index < sorted.length; index++) narrow(sorted[index]!, 1)
  for (const set of excluded) narrow(set, 0)
  return { kind: 'list', list, count }
}

/** Lists come first, the shortest before all others. */
const rankOf = (set: DocumentSet) => (set.kind === 'list' ? set.count - 2 ** 40 : set.count)

function narrowedBits(
  place: Place,
  required: readonly DocumentSet[],
  excluded: readonly DocumentSet[],
): DocumentSet {
  const { segment, scratch } = place
  const { kernels, words } = segment.memory
  const bytes = bytesOfBitmap(segment)
  const all: DocumentSet = { kind: 'all', count: segment.layout.documents }
  const sets = required.length > 0 ? required : [bitsOf(place, all)]
  const lists: (DocumentSet & { kind: 'list' })[] = []
  const table = scratch.take((sets.length + excluded.length) * 4)
  let end = table >> 2
  for (const set of sets) words[end++] = (set as DocumentSet & { kind: 'bits' }).bits
  for (const set of excluded) {
    if (set.kind === 'bits') words[end++] = set.bits
    else if (set.kind === 'list') lists.push(set)
  }
  const bits = scratch.bitmap()
  const refused = excluded.length - lists.length
  let count = kernels.andBits(table, sets.length, refused, bits, bytes)
  for (const { list, count: length } of lists) kernels.clearBits(list, length, bits)
  if (lists.length > 0) count = kernels.countBits(bits, bytes)
  return { kind: 'bits', count, bits }
}
