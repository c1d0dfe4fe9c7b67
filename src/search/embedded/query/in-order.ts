import type { SortOrder } from '../../query.ts'
import { dailyShuffle } from '../../ranking.ts'
import { bytesOfBitmap, type NumberColumn } from '../segment.ts'
import { differenceFrom } from './colours.ts'
import { bitsOf, type DocumentSet, listOf, type Place } from './document-set.ts'
import type { Page, PartOfHits, SelectedPages, Selection } from './selection.ts'
import { topKeys } from './top-keys.ts'

/** Returns the first documents of segments in an order without scores. */
export function pageInOrder(parts: readonly PartOfHits[], sort: SortOrder, page: Page): SelectedPages {
  // The page of a single segment need not be merged with those of others.
  const isOnly = parts.length === 1
  const wanted = isOnly ? page : { skip: 0, count: page.skip + page.count }
  const selected = parts.map(({ place, hits }) => ({
    segment: place.segment,
    ...inOrder(place, hits, sort, wanted),
  }))
  return { selected, skip: isOnly ? 0 : page.skip }
}

function inOrder(place: Place, hits: DocumentSet, sort: SortOrder, page: Page): Selection {
  switch (sort.by) {
    case 'best':
    case 'newest':
    case 'quality':
      return newest(place, hits, page)
    case 'oldest':
      return oldest(place, hits, page)
    case 'popular':
      return mostPopular(place, hits, page)
    case 'random':
      return shuffled(place, hits, sort.day, page)
    case 'colour':
      return byColour(place, hits, sort.to, page)
  }
}

/** Returns a page of documents, the newest first. */
function newest({ segment, scratch }: Place, hits: DocumentSet, { skip, count }: Page): Selection {
  const { words, kernels } = segment.memory
  const length = Math.max(0, Math.min(count, hits.count - skip))
  if (hits.kind === 'all') return unkeyed(Uint32Array.from({ length }, (_, index) => skip + index))
  if (hits.kind === 'list') {
    const from = (hits.list >> 2) + skip
    return unkeyed(words.slice(from, from + length))
  }
  const out = scratch.take(length * 4)
  kernels.pageOfBits(hits.bits, bytesOfBitmap(segment), skip, length, out)
  return unkeyed(words.slice(out >> 2, (out >> 2) + length))
}

/** Returns a page of documents that have dates, or of documents that have none, the oldest first. */
function oldest(place: Place, hits: DocumentSet, { skip, count }: Page): Selection {
  const { segment, scratch } = place
  const { numbers, words, kernels } = segment.memory
  const length = Math.max(0, Math.min(count, hits.count - skip))
  const out = scratch.take(length * 4)
  if (hits.kind === 'list') {
    for (let at = 0; at < length; at++)
      words[(out >> 2) + at] = words[(hits.list >> 2) + hits.count - 1 - skip - at]!
  } else {
    const { bits } = bitsOf(place, hits)
    kernels.pageOfBitsBackwards(bits, bytesOfBitmap(segment), skip, length, out)
  }
  const documents = words.slice(out >> 2, (out >> 2) + length)
  const created = (document: number) => numbers[(segment.layout.created >> 3) + document]!
  return {
    documents,
    keys: Float64Array.from(documents, (document) => Math.max(-created(document), -Number.MAX_VALUE)),
  }
}

/** Longer pages are sorted. */
const MAX_INSERTED = 200

/** Returns a page of documents, the most popular first. */
function mostPopular(place: Place, hits: DocumentSet, page: Page): Selection {
  const { memory, layout } = place.segment
  const popularity = layout.numbers.popularity!
  const keyOf = (document: number) => memory.numbers[(popularity.column >> 3) + document]!
  const wanted = page.skip + page.count
  // A page is found after `wanted * documents / hits.count` steps through the documents in the order of popularity.
  const isWalked = hits.count > wanted && hits.count ** 2 > wanted * layout.documents
  const documents = isWalked
    ? byWalking(place, hits, popularity, wanted)
    : wanted <= MAX_INSERTED
      ? byInserting(place, hits, popularity, wanted)
      : bySorting(place, hits, keyOf, wanted)
  const chosen = documents.slice(page.skip)
  return { documents: chosen, keys: Float64Array.from(chosen, keyOf) }
}

function byInserting(place: Place, hits: DocumentSet, { column }: NumberColumn, wanted: number): Uint32Array {
  const { segment, scratch } = place
  const { list, count } = listOf(place, hits)
  const outNumbers = scratch.take(wanted * 8)
  const out = scratch.take(wanted * 4)
  const found = segment.memory.kernels.highestNumbers(list, count, column, wanted, outNumbers, out)
  return segment.memory.words.slice(out >> 2, (out >> 2) + found)
}

/** Reads documents in the order of a column, whose usual value is the lowest one, until enough are in a set. */
function byWalking(
  place: Place,
  hits: DocumentSet,
  { others, otherCount, column, usual }: NumberColumn,
  wanted: number,
): Uint32Array {
  const { bytes, words, numbers } = place.segment.memory
  const { bits } = bitsOf(place, hits)
  const isHit = (document: number) => (bytes[bits + (document >> 3)]! >> (document & 7)) & 1
  const found: number[] = []
  for (let at = otherCount - 1; at >= 0 && found.length < wanted; at--) {
    const document = words[(others >> 2) + at]!
    if (isHit(document)) found.push(document)
  }
  for (let document = 0; found.length < Math.min(wanted, hits.count); document++)
    if (numbers[(column >> 3) + document] === usual && isHit(document)) found.push(document)
  return Uint32Array.from(found)
}

function bySorting(
  place: Place,
  hits: DocumentSet,
  keyOf: (document: number) => number,
  wanted: number,
): Uint32Array {
  const { words } = place.segment.memory
  const { list, count } = listOf(place, hits)
  const documentAt = (index: number) => words[(list >> 2) + index]!
  return topKeys(count, (index) => keyOf(documentAt(index)), wanted).map(documentAt)
}

/** Returns a page of documents in the random order of a day. */
function shuffled(place: Place, hits: DocumentSet, day: number, page: Page): Selection {
  const { numbers } = place.segment.memory
  const idOf = (document: number) => numbers[(place.segment.layout.ids >> 3) + document]!
  return sorted(place, hits, (document) => -dailyShuffle(idOf(document), day), page)
}

/** Returns a page of documents, the most similar to a colour first. */
function byColour(
  place: Place,
  hits: DocumentSet,
  to: Extract<SortOrder, { by: 'colour' }>['to'],
  page: Page,
): Selection {
  return sorted(place, hits, (document) => -differenceFrom(place.segment, document, to), page)
}

function sorted(
  place: Place,
  hits: DocumentSet,
  keyOf: (document: number) => number,
  { skip, count }: Page,
): Selection {
  const documents = bySorting(place, hits, keyOf, skip + count).slice(skip)
  return { documents, keys: Float64Array.from(documents, keyOf) }
}

const unkeyed = (documents: Uint32Array): Selection => ({
  documents,
  keys: new Float64Array(documents.length),
})
