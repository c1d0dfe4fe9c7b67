import { allocateSegment, type SegmentSizes } from '../build/allocate-segment.ts'
import { writeColours } from '../build/write-colours.ts'
import { writeDocuments } from '../build/write-documents.ts'
import { measureNumbers, writeNumbers } from '../build/write-numbers.ts'
import { measureValues, writeValues } from '../build/write-values.ts'
import { writePosting } from '../postings.ts'
import { postingOf, type Segment } from '../segment.ts'
import type { ViewedSegment } from '../view.ts'
import { documentOrder } from './document-order.ts'
import { positionMerger } from './merge-positions.ts'
import { postingMerger } from './merge-postings.ts'
import { type MergedTerm, mergedTerms } from './merged-terms.ts'
import { coloursOf, countColours, factsOf, numberOf, valuesOf } from './read-document.ts'

/** Merges segments into one without the documents that are deleted. `threads` may search it at the same time. */
export function mergeSegments(viewed: readonly ViewedSegment[], threads: number): Segment {
  const segments = viewed.map(({ segment }) => segment)
  const order = documentOrder(viewed)
  const documents = order.documents.length
  const source = (document: number) =>
    [segments[order.sources[document]!]!, order.documents[document]!] as const
  const number = (name: string, document: number) => numberOf(...source(document), name)
  const values = (name: string, document: number) => valuesOf(...source(document), name)
  const postings = postingMerger(segments, order)
  const positions = positionMerger(segments, order)
  const { terms, ...sizes } = measureTerms(segments, postings, positions)
  const columns = segments.flatMap(({ layout }) => Object.entries(layout.numbers))
  const merged = allocateSegment(
    {
      documents,
      dated: count(documents, (document) => Number(factsOf(...source(document)).created !== -Infinity)),
      terms: terms.map(({ bytes }) => bytes),
      speltWords: Array.from(
        mergedTerms(segments, ({ layout }) => layout.speltWords),
        ({ bytes }) => bytes,
      ),
      ...sizes,
      numbers: measureNumbers(
        documents,
        Object.fromEntries(columns.map(([name, { usual }]) => [name, usual])),
        number,
      ),
      values: measureValues(
        documents,
        new Set(segments.flatMap(({ layout }) => Object.keys(layout.values))),
        values,
      ),
      colours: count(documents, (document) => countColours(...source(document))),
    },
    threads,
  )
  writeDocuments(merged, (document) => factsOf(...source(document)))
  terms.forEach((term, place) => {
    const { list, impacts } = postings.read(term)
    writePosting(merged.memory, postingOf(merged, place), list, impacts)
    positions.write(term, merged, place)
  })
  writeNumbers(merged, number)
  writeValues(merged, values)
  writeColours(merged, (document) => coloursOf(...source(document)))
  return merged
}

/** Returns the terms that documents still have, with their sizes. */
function measureTerms(
  segments: readonly Segment[],
  postings: ReturnType<typeof postingMerger>,
  positions: ReturnType<typeof positionMerger>,
): Pick<SegmentSizes, 'counts' | 'positions' | 'withImpacts'> & { terms: MergedTerm[] } {
  const counted = [...mergedTerms(segments, ({ layout }) => layout.dictionary)]
    .map((term) => ({ term, count: postings.count(term) }))
    .filter(({ count }) => count > 0)
  const terms = counted.map(({ term }) => term)
  return {
    terms,
    counts: Uint32Array.from(counted, ({ count }) => count),
    positions: Uint32Array.from(terms, (term) => positions.count(term)),
    withImpacts: Uint8Array.from(terms, (term) => Number(postings.hasImpacts(term))),
  }
}

function count(documents: number, countOf: (document: number) => number): number {
  let total = 0
  for (let document = 0; document < documents; document++) total += countOf(document)
  return total
}
