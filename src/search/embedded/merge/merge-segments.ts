import { allocateSegment } from '../build/allocate-segment.ts'
import { termsOf } from '../dictionary.ts'
import { PostingWriter } from '../posting-writer.ts'
import type { Segment } from '../segment.ts'
import type { ViewedSegment } from '../view.ts'
import { countNames } from './count-names.ts'
import { documentOrder } from './document-order.ts'
import { countColours, mergeColours } from './merge-colours.ts'
import { mergeDocuments, mergeStarts } from './merge-documents.ts'
import { mergeNumbers } from './merge-numbers.ts'
import { mergePositions } from './merge-positions.ts'
import { postingMerger } from './merge-postings.ts'
import { measureLists, mergeLists } from './merge-values.ts'
import { mergeDictionaries, withoutUnused } from './merged-dictionary.ts'
import { type MergedTerms, mergeTerms } from './merged-terms.ts'

/** Merges segments into one without the documents that are deleted. `threads` may search it at the same time. */
export function mergeSegments(viewed: readonly ViewedSegment[], threads: number): Segment {
  const segments = viewed.map(({ segment }) => segment)
  const order = documentOrder(viewed)
  const postings = postingMerger(segments, order)
  const all = mergeDictionaries(segments)
  const counts = forEachTerm(all, segments.length, postings.count)
  const terms = withoutUnused(all, counts)
  const starts = mergeStarts(segments, order)
  const merged = allocateSegment(
    {
      documents: order.documents.length,
      dated: order.dated,
      terms: terms.list,
      names: mergeTerms(segments.map(({ memory, layout }) => termsOf(memory, layout.names))).list,
      counts: counts.filter((count) => count > 0),
      positions: mergePositions(segments, order, { numbers: terms.numbers, starts }),
      kinds: terms.kinds,
      numbers: mergeNumbers(segments, order),
      values: measureLists(segments, order),
      colours: countColours(segments, order),
    },
    threads,
  )
  mergeDocuments(segments, order, { merged, starts })
  const writer = new PostingWriter(merged)
  forEachTerm(terms, segments.length, (numbers, term) => {
    postings.write(numbers, writer, term)
    return 0
  })
  writer.finish()
  mergeLists(segments, order, merged)
  mergeColours(segments, order, merged)
  countNames(merged)
  return merged
}

/** Calls a function with the numbers of each term in the segments. Returns what it returned. */
function forEachTerm(
  { numbers }: MergedTerms,
  segments: number,
  visit: (numbers: Int32Array, term: number) => number,
): Uint32Array {
  const results = new Uint32Array(numbers.length / segments)
  const own = new Int32Array(segments)
  for (let term = 0; term < results.length; term++) {
    for (let index = 0; index < segments; index++) own[index] = numbers[term * segments + index]!
    results[term] = visit(own, term)
  }
  return results
}
