import { PostingWriter } from '../posting-writer.ts'
import type { Segment } from '../segment.ts'
import { TERM } from '../term-kinds.ts'
import { sortedTerms, type TermList, termCount } from '../term-list.ts'
import { allocateSegment } from './allocate-segment.ts'
import { type Collected, collect, FIELD_END } from './collector.ts'
import { type Impacts, impactsOfDocuments } from './impacts-of-documents.ts'
import type { Schema, SegmentDocument } from './segment-document.ts'
import { writeColours } from './write-colours.ts'
import { writeDocuments } from './write-documents.ts'
import { measureNumbers, writeNumbers } from './write-numbers.ts'
import { measureValues, writeValues } from './write-values.ts'

/** Builds a segment from documents with distinct ids. `threads` may search it at the same time. */
export function buildSegment(documents: Iterable<SegmentDocument>, schema: Schema, threads: number): Segment {
  const collected = collect(documents, schema)
  const order = newestFirst(collected)
  const impacts = impactsOfDocuments(collected, order, schema)
  const terms = storedTerms(collected, impacts)
  const documentAt = (document: number) => collected.documents[order[document]!]!
  const numberOf = (name: string, document: number) => documentAt(document).numbers[name] ?? Number.NaN
  const names = sortedTerms(collected.names.stored)
  const segment = allocateSegment(
    {
      documents: order.length,
      dated: collected.documents.filter(({ createdMs }) => createdMs !== null).length,
      terms: terms.list,
      names: names.list,
      ...count(collected, impacts, terms),
      kinds: terms.kinds,
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
  writeTerms(segment, { collected, order, impacts, terms })
  writeNumbers(segment, numberOf)
  writeValues(segment, collected.values, order)
  writeColours(segment, (document) => documentAt(document).colours)
  writeNameCounts(segment, { collected, terms, names: names.order })
  return segment
}

/** Writes the number of documents of each name: that of its term. */
function writeNameCounts(
  { memory: { words }, layout }: Segment,
  { collected, terms, names }: { collected: Collected; terms: StoredTerms; names: Uint32Array },
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

type StoredTerms = {
  /** In ascending order of their bytes. */
  readonly list: TermList
  readonly kinds: Uint8Array
  /** The place of each of the collector's numbers. A word as it is written has that of its stem, if they are one term. */
  readonly places: Uint32Array
}

function storedTerms({ terms, kinds, twins }: Collected, { isShared }: Impacts): StoredTerms {
  const isStored = (number: number) => isShared[number] === 0 || kinds[number] === TERM.stem
  const numbers = Uint32Array.from(terms.keys()).filter(isStored)
  const { list, order } = sortedTerms(Array.from(numbers, (number) => terms[number]!))
  const places = new Uint32Array(terms.length)
  order.forEach((index, place) => {
    const number = numbers[index]!
    places[number] = place
    if (isShared[number]) places[twins[number]!] = place
  })
  const kindOf = (number: number) => (isShared[number] ? TERM.both : kinds[number]!)
  return { list, kinds: Uint8Array.from(order, (index) => kindOf(numbers[index]!)), places }
}

function count({ documents, tokens, keys }: Collected, impacts: Impacts, { list, places }: StoredTerms) {
  const counts = new Uint32Array(termCount(list))
  const positions = new Uint32Array(counts.length)
  const last = new Int32Array(counts.length).fill(-1)
  for (let at = 0; at < impacts.terms.length; at++) counts[places[impacts.terms[at]!]!]!++
  for (let at = 0; at < tokens.numbers.length; at++) {
    const number = tokens.numbers[at]!
    if (number !== FIELD_END) positions[places[number]!]!++
  }
  for (let document = 0; document < documents.length; document++)
    for (let at = keys.starts[document]!; at < keys.starts[document + 1]!; at++) {
      const place = places[keys.numbers[at]!]!
      if (last[place] !== document) counts[place]!++
      last[place] = document
    }
  return { counts, positions }
}

type Writing = {
  readonly collected: Collected
  readonly order: Uint32Array
  readonly impacts: Impacts
  readonly terms: StoredTerms
}

/** Writes documents, impacts and positions of all terms. */
function writeTerms(segment: Segment, { collected, order, impacts, terms: { places } }: Writing): void {
  const { memory, layout } = segment
  const { tokens, keys } = collected
  const { words } = memory
  const postings = new PostingWriter(segment)
  const positions = words.subarray(layout.positions >> 2)
  const nextPositions = words.slice(
    layout.positionStarts >> 2,
    (layout.positionStarts >> 2) + layout.dictionary.terms,
  )
  for (let document = 0; document < order.length; document++) {
    const from = order[document]!
    const distance = words[(layout.documentStarts >> 2) + document]! - tokens.starts[from]!
    for (let at = tokens.starts[from]!; at < tokens.starts[from + 1]!; at++) {
      const number = tokens.numbers[at]!
      if (number !== FIELD_END) positions[nextPositions[places[number]!]!++] = distance + at
    }
    for (let at = impacts.starts[document]!; at < impacts.starts[document + 1]!; at++)
      postings.add(places[impacts.terms[at]!]!, document, impacts.impacts[at]!)
    for (let at = keys.starts[from]!; at < keys.starts[from + 1]!; at++) {
      const term = places[keys.numbers[at]!]!
      if (!postings.hasJustAdded(term, document)) postings.add(term, document, 0)
    }
  }
  postings.finish()
}
