import { weightOfOccurrence } from '../../ranking.ts'
import { PostingWriter } from '../posting-writer.ts'
import type { Segment } from '../segment.ts'
import { sortedTerms, type TermList } from '../term-list.ts'
import { allocateSegment } from './allocate-segment.ts'
import { type Collected, type CollectedNumbers, collect, FIELD_END } from './collector.ts'
import { impactOf } from './impact.ts'
import type { Schema, SegmentDocument } from './segment-document.ts'
import { writeColours } from './write-colours.ts'
import { writeDocuments } from './write-documents.ts'
import { measureNumbers, writeNumbers } from './write-numbers.ts'
import { measureValues, writeValues } from './write-values.ts'

/** Builds a segment from documents with distinct ids. `threads` may search it at the same time. */
export function buildSegment(documents: Iterable<SegmentDocument>, schema: Schema, threads: number): Segment {
  const collected = collect(documents, schema)
  const order = newestFirst(collected)
  const terms = inOrderOfBytes(collected)
  const documentAt = (document: number) => collected.documents[order[document]!]!
  const numberOf = (name: string, document: number) => documentAt(document).numbers[name] ?? Number.NaN
  const names = sortedTerms(collected.names.stored)
  const segment = allocateSegment(
    {
      documents: order.length,
      dated: collected.documents.filter(({ createdMs }) => createdMs !== null).length,
      terms: terms.list,
      names: names.list,
      ...count(collected, terms),
      withImpacts: Uint8Array.from(terms.numbers, (number) => collected.isText[number]!),
      numbers: measureNumbers(order.length, schema.numbers, numberOf),
      values: measureValues(collected.values),
      colours: collected.documents.reduce((sum, { colours }) => sum + colours.length, 0),
    },
    threads,
  )
  writeDocuments(segment, (document) => {
    const { id, createdMs } = documentAt(document)
    const { starts } = collected.tokens
    const from = order[document]!
    return { id, created: createdMs ?? -Infinity, positions: starts[from + 1]! - starts[from]! }
  })
  writeTerms(segment, { collected, order, terms, schema })
  writeNumbers(segment, numberOf)
  writeValues(segment, collected.values, order)
  writeColours(segment, (document) => documentAt(document).colours)
  writeNameCounts(segment, { collected, terms, names: names.order })
  return segment
}

/** Writes the number of documents of each name: that of its term. */
function writeNameCounts(
  { memory: { words }, layout }: Segment,
  { collected, terms, names }: { collected: Collected; terms: SortedTerms; names: Uint32Array },
): void {
  names.forEach((name, place) => {
    const term = collected.names.terms[name]!
    words[(layout.nameCounts >> 2) + place] =
      term < 0 ? 0 : words[(layout.counts >> 2) + terms.places[term]!]!
  })
}

/** Returns the documents as a segment numbers them: see `SegmentLayout`. */
function newestFirst({ documents }: Collected): Uint32Array {
  const created = Float64Array.from(documents, ({ createdMs }) => createdMs ?? -Infinity)
  const order = Uint32Array.from(documents, (_, index) => index)
  return order.sort((a, b) =>
    created[a] === created[b] ? documents[b]!.id - documents[a]!.id : created[b]! - created[a]!,
  )
}

type SortedTerms = {
  readonly list: TermList
  /** The number that the collector gave to each term. */
  readonly numbers: Uint32Array
  /** The place of each of its numbers. */
  readonly places: Uint32Array
}

function inOrderOfBytes({ terms }: Collected): SortedTerms {
  const { list, order } = sortedTerms(terms)
  const places = new Uint32Array(terms.length)
  order.forEach((number, place) => {
    places[number] = place
  })
  return { list, numbers: order, places }
}

function count({ documents, tokens, written, keys }: Collected, { places }: SortedTerms) {
  const counts = new Uint32Array(places.length)
  const positions = new Uint32Array(places.length)
  const last = new Int32Array(places.length).fill(-1)
  for (let document = 0; document < documents.length; document++) {
    const add = (number: number): number => {
      const place = places[number]!
      if (last[place] !== document) counts[place]!++
      last[place] = document
      return place
    }
    eachNumber(tokens, document, (number) => {
      if (number !== FIELD_END) positions[add(number)]!++
    })
    eachNumber(written, document, (number) => {
      if (number !== FIELD_END) add(number)
    })
    eachNumber(keys, document, add)
  }
  return { counts, positions }
}

function eachNumber(
  { starts, numbers }: CollectedNumbers,
  document: number,
  visit: (number: number) => void,
): void {
  const end = starts[document + 1]!
  for (let at = starts[document]!; at < end; at++) visit(numbers[at]!)
}

type Writing = {
  readonly collected: Collected
  readonly order: Uint32Array
  readonly terms: SortedTerms
  readonly schema: Schema
}

/** Writes documents, impacts and positions of all terms. */
function writeTerms(segment: Segment, { collected, order, terms, schema }: Writing): void {
  const { memory, layout } = segment
  const { places } = terms
  const { tokens, written, keys } = collected
  const { words } = memory
  const postings = new PostingWriter(segment)
  const positions = words.subarray(layout.positions >> 2)
  const nextPositions = words.slice(
    layout.positionStarts >> 2,
    (layout.positionStarts >> 2) + terms.numbers.length,
  )
  const sums = new Float64Array(terms.numbers.length)
  let found = new Uint32Array(1024)
  let foundCount = 0
  const addUp = (term: number, weight: number) => {
    if (sums[term] === 0) {
      if (foundCount === found.length) found = withRoom(found)
      found[foundCount++] = term
    }
    sums[term]! += weight
  }
  const eachField = (
    { starts, numbers }: CollectedNumbers,
    from: number,
    visit: (start: number, end: number, weight: number) => void,
  ) => {
    let start = starts[from]!
    let field = 0
    for (let at = start; at < starts[from + 1]!; at++) {
      if (numbers[at] !== FIELD_END) continue
      visit(start, at, weightOfOccurrence(schema.fields[field++]!, at - start))
      start = at + 1
    }
  }
  for (let document = 0; document < order.length; document++) {
    const from = order[document]!
    const { prior } = collected.documents[from]!
    const distance = words[(layout.documentStarts >> 2) + document]! - tokens.starts[from]!
    eachField(tokens, from, (start, end, weight) => {
      for (let at = start; at < end; at++) {
        const term = places[tokens.numbers[at]!]!
        addUp(term, weight)
        positions[nextPositions[term]!++] = distance + at
      }
    })
    eachField(written, from, (start, end, weight) => {
      for (let at = start; at < end; at++) addUp(places[written.numbers[at]!]!, weight)
    })
    for (let at = 0; at < foundCount; at++) {
      const term = found[at]!
      postings.add(term, document, impactOf(sums[term]!, prior))
      sums[term] = 0
    }
    foundCount = 0
    eachNumber(keys, from, (key) => {
      const term = places[key]!
      if (!postings.hasJustAdded(term, document)) postings.add(term, document, 0)
    })
  }
  postings.finish()
}

function withRoom(numbers: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(numbers.length * 2)
  larger.set(numbers)
  return larger
}
