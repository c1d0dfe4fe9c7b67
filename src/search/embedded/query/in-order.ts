import type { SortOrder } from '../../query.ts'
import { dailyShuffle } from '../../ranking.ts'
import type { NumberColumn } from '../number-column.ts'
import { bytesOfBitmap, idOf } from '../segment.ts'
import { differenceFrom } from './colours.ts'
import { bitsOf, type DocumentSet, listOf, type Place } from './document-set.ts'
import { mergePages } from './merge-pages.ts'
import type { Page, PartOfHits, Selection } from './selection.ts'
import { topKeys } from './top-keys.ts'

/** Returns the ids of a page of documents in an order without scores. */
export function pageInOrder(parts: readonly PartOfHits[], sort: SortOrder, page: Page): number[] {
  // The page of a single segment need not be merged with those of others.
  const isOnly = parts.length === 1
  const wanted = isOnly ? page : { skip: 0, count: page.skip + page.count }
  const selected = parts.map(({ place, hits }) => inOrder(place, hits, sort, wanted))
  return mergePages(selected, sort.by, { skip: isOnly ? 0 : page.skip, count: page.count })
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

/** Selects a page of documents, the newest first. */
function newest({ segment, scratch }: Place, hits: DocumentSet, { skip, count }: Page): Selection {
  const { words, kernels } = segment.memory
  const length = Math.max(0, Math.min(count, hits.count - skip))
  if (hits.kind === 'list')
    return { segment, documents: words, first: (hits.list >> 2) + skip, length, keys: null }
  const out = scratch.take(length * 4)
  const first = out >> 2
  if (hits.kind === 'bits') kernels.pageOfBits(hits.bits, bytesOfBitmap(segment), skip, length, out)
  else for (let index = 0; index < length; index++) words[first + index] = skip + index
  return { segment, documents: words, first, length, keys: null }
}

/** Selects a page of documents that have dates, or of documents that have none, the oldest first. */
function oldest(place: Place, hits: DocumentSet, { skip, count }: Page): Selection {
  const { segment, scratch } = place
  const { words, kernels } = segment.memory
  const length = Math.max(0, Math.min(count, hits.count - skip))
  const out = scratch.take(length * 4)
  const first = out >> 2
  if (hits.kind === 'list') {
    for (let at = 0; at < length; at++)
      words[first + at] = words[(hits.list >> 2) + hits.count - 1 - skip - at]!
  } else {
    const { bits } = bitsOf(place, hits)
    kernels.pageOfBitsBackwards(bits, bytesOfBitmap(segment), skip, length, out)
  }
  return { segment, documents: words, first, length, keys: null }
}

/** Longer pages are sorted. */
const MAX_INSERTED = 200

/** Selects a page of documents, the most popular first. */
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
  return keyed(place, documents.subarray(page.skip), keyOf)
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
  // NOTE: `hasBit`, which is compiled for all of its callers, would take a tenth longer here.
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

/** Selects a page of documents in the random order of a day. */
function shuffled(place: Place, hits: DocumentSet, day: number, page: Page): Selection {
  return sorted(place, hits, (document) => -dailyShuffle(idOf(place.segment, document), day), page)
}

/** Selects a page of documents, the most similar to a colour first. */
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
  return keyed(place, bySorting(place, hits, keyOf, skip + count).subarray(skip), keyOf)
}

function keyed({ segment }: Place, documents: Uint32Array, keyOf: (document: number) => number): Selection {
  const keys = new Float64Array(documents.length)
  for (let at = 0; at < keys.length; at++) keys[at] = keyOf(documents[at]!)
  return { segment, documents, first: 0, length: documents.length, keys }
}
