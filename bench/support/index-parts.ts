import { termBytes } from '../../src/search/embedded/dictionary.ts'
import { isDense, postingSize } from '../../src/search/embedded/postings.ts'
import {
  bytesOfBitmap,
  bytesPerValue,
  DELETED_BITMAPS,
  postingOf,
  type Segment,
} from '../../src/search/embedded/segment.ts'
import { TERM } from '../../src/search/embedded/term-kinds.ts'

/** Returns the bytes of each part of a segment, as the table in docs/search.md has them. */
export function partsOf(segment: Segment): Record<string, number> {
  const { memory, layout } = segment
  const { words } = memory
  const { documents, dictionary, names, positionStarts, numbers, values, colours } = layout
  const sum = (figures: readonly number[]) => figures.reduce((total, figure) => total + figure, 0)
  const parts = {
    ...bytesOfPostings(segment),
    positions: words[(positionStarts >> 2) + dictionary.terms]! * 4,
    'terms: text': bytesOfText(segment, dictionary),
    'terms: hash table': dictionary.slotCount * 4,
    'terms: where their documents and positions are': dictionary.terms * 13,
    names: bytesOfText(segment, names) + names.terms * 4,
    facets: sum(
      Object.values(values).map(
        ({ starts, idCount }) =>
          (documents + 1) * 4 + words[(starts >> 2) + documents]! * bytesPerValue(idCount) + idCount * 8,
      ),
    ),
    'ids, dates and positions of documents': documents * 24,
    numbers: sum(
      Object.values(numbers).map(
        ({ column, otherCount, valueCount }) =>
          (column === 0 ? 0 : documents * 8) + otherCount * 4 + valueCount * 12,
      ),
    ),
    colours: (documents + 1) * 4 + words[(colours.starts >> 2) + documents]! * 8,
    'bitmaps of deleted documents': bytesOfBitmap(segment) * DELETED_BITMAPS,
  }
  return { ...parts, 'between parts': layout.end - sum(Object.values(parts)) }
}

function bytesOfPostings(segment: Segment): Record<string, number> {
  const { memory, layout } = segment
  const bytes: Record<string, number> = {}
  for (let term = 0; term < layout.dictionary.terms; term++) {
    const kind = memory.bytes[layout.kinds + term]!
    const shape = {
      count: postingOf(segment, term).count,
      documents: layout.documents,
      hasImpacts: kind !== TERM.key,
    }
    const of = kind === TERM.key ? 'filters' : kind === TERM.written ? 'words as they are written' : 'stems'
    const part = `documents of ${of}: ${isDense(shape) ? 'bitmaps' : 'lists'}`
    bytes[part] = (bytes[part] ?? 0) + postingSize(shape).bytes
  }
  return bytes
}

/** The bytes of terms, and where each begins. */
function bytesOfText({ memory }: Segment, dictionary: Segment['layout']['names']): number {
  const { terms, text } = dictionary
  const last = terms === 0 ? null : termBytes(memory, dictionary, terms - 1)
  const end = last === null ? text : last.byteOffset + last.length
  return end - text + (terms + 1) * 4
}
