import { documentStarts } from '../document-starts.ts'
import { indexes } from '../indexes.ts'
import { PostingWriter } from '../posting-writer.ts'
import type { Segment } from '../segment.ts'
import { TERM } from '../term-kinds.ts'
import { sortedTerms, type TermList } from '../term-list.ts'
import { allocateSegment } from './allocate-segment.ts'
import { collectNumbers } from './collect-numbers.ts'
import { type Collected, collect } from './collector.ts'
import { type Impacts, impactsOfDocuments } from './impacts-of-documents.ts'
import { packPositions } from './pack-positions.ts'
import type { Schema, SegmentDocument } from './segment-document.ts'
import { writeColours } from './write-colours.ts'
import { writeDocuments } from './write-documents.ts'
import { measureValues, writeValues } from './write-values.ts'

/** Builds a segment from documents with distinct ids. `threads` may search it at the same time. */
export function buildSegment(documents: Iterable<SegmentDocument>, schema: Schema, threads: number): Segment {
  const collected = collect(documents, schema)
  const order = newestFirst(collected)
  const impacts = impactsOfDocuments(collected, order, schema)
  const terms = storedTerms(collected, impacts)
  const documentAt = (document: number) => collected.documents[order[document]!]!
  const numberOf = (name: string, document: number) => documentAt(document).numbers[name]
  const names = sortedTerms(collected.names.stored)
  const { tokens } = collected
  const starts = documentStarts(order.length, (document) => {
    const from = order[document]!
    return tokens.starts[from + 1]! - tokens.starts[from]!
  })
  const segment = allocateSegment(
    {
      documents: order.length,
      dated: collected.documents.filter(({ createdMs }) => createdMs !== null).length,
      terms: terms.list,
      names: names.list,
      counts: count(collected, impacts, terms),
      positions: packPositions(collected, starts, {
        order,
        terms: terms.kinds.length,
        places: terms.places,
      }),
      kinds: terms.kinds,
      numbers: collectNumbers(order.length, schema.numbers, numberOf),
      values: measureValues(collected.values),
      colours: collected.documents.reduce((sum, { colours }) => sum + colours.length, 0),
    },
    threads,
  )
  writeDocuments(segment, starts, (document) => {
    const { id, createdMs } = documentAt(document)
    return { id, created: createdMs ?? -Infinity }
  })
  writeTerms(segment, { collected, order, impacts, terms })
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
  return indexes(documents.length).sort((a, b) =>
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
  const numbers = indexes(terms.length).filter(isStored)
  const { list, order } = sortedTerms(Array.from(numbers, (number) => terms[number]!))
  const places = new Uint32Array(terms.length)
  order.forEach((index, place) => {
    const number = numbers[index]!
    places[number] = place
    if (isShared[number]) places[twins[number]!] = place
  })
  const kindOf = (number: number) => (isShared[number] ? TERM.both : kinds[number]!)
  return {
    list,
    kinds: new Uint8Array(order.length).map((_, place) => kindOf(numbers[order[place]!]!)),
    places,
  }
}

/** Returns the number of documents of each term. */
function count(
  { documents, keys }: Collected,
  impacts: Impacts,
  { kinds, places }: StoredTerms,
): Uint32Array {
  const counts = new Uint32Array(kinds.length)
  const last = new Int32Array(counts.length).fill(-1)
  for (let at = 0; at < impacts.terms.length; at++) counts[places[impacts.terms[at]!]!]!++
  for (let document = 0; document < documents.length; document++)
    for (let at = keys.starts[document]!; at < keys.starts[document + 1]!; at++) {
      const place = places[keys.numbers[at]!]!
      if (last[place] !== document) counts[place]!++
      last[place] = document
    }
  return counts
}

type Writing = {
  readonly collected: Collected
  readonly order: Uint32Array
  readonly impacts: Impacts
  readonly terms: StoredTerms
}

/** Writes the documents and impacts of all terms. */
function writeTerms(segment: Segment, { collected, order, impacts, terms: { places } }: Writing): void {
  const { keys } = collected
  const postings = new PostingWriter(segment)
  for (let document = 0; document < order.length; document++) {
    const from = order[document]!
    for (let at = impacts.starts[document]!; at < impacts.starts[document + 1]!; at++)
      postings.add(places[impacts.terms[at]!]!, document, impacts.impacts[at]!)
    for (let at = keys.starts[from]!; at < keys.starts[from + 1]!; at++) {
      const term = places[keys.numbers[at]!]!
      if (!postings.hasJustAdded(term, document)) postings.add(term, document, 0)
    }
  }
  postings.finish()
}
