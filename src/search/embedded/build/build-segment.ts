import { encodeTerm } from '../dictionary.ts'
import { writePosting } from '../postings.ts'
import { postingOf, type Segment } from '../segment.ts'
import { allocateSegment } from './allocate-segment.ts'
import { type Collected, collect, FIELD_END } from './collector.ts'
import { impactOf, weightOfOccurrence } from './impact.ts'
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
  const valuesOf = (name: string, document: number) => [...new Set(documentAt(document).values[name])]
  const names = new Set(collected.documents.flatMap(({ values }) => Object.keys(values)))
  const segment = allocateSegment(
    {
      documents: order.length,
      dated: collected.documents.filter(({ createdMs }) => createdMs !== null).length,
      terms: terms.bytes,
      speltWords: Array.from(collected.speltWords, encodeTerm).sort(Buffer.compare),
      ...count(collected, terms),
      withImpacts: Uint8Array.from(terms.numbers, (number) => collected.isText[number]!),
      numbers: measureNumbers(order.length, schema.numbers, numberOf),
      values: measureValues(order.length, names, valuesOf),
      colours: collected.documents.reduce((sum, { colours }) => sum + colours.length, 0),
    },
    threads,
  )
  writeDocuments(segment, (document) => {
    const { id, createdMs, tokens } = documentAt(document)
    return { id, created: createdMs ?? -Infinity, positions: tokens[1] - tokens[0] }
  })
  writeTerms(segment, { collected, order, terms, schema })
  writeNumbers(segment, numberOf)
  writeValues(segment, valuesOf)
  writeColours(segment, (document) => documentAt(document).colours)
  return segment
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
  readonly bytes: readonly Uint8Array[]
  /** The number that the collector gave to each term. */
  readonly numbers: Uint32Array
  /** The place of each of its numbers. */
  readonly places: Uint32Array
}

function inOrderOfBytes({ terms }: Collected): SortedTerms {
  const encoded = terms.map(encodeTerm)
  const numbers = Uint32Array.from(terms, (_, number) => number).sort((a, b) =>
    Buffer.compare(encoded[a]!, encoded[b]!),
  )
  const places = new Uint32Array(terms.length)
  numbers.forEach((number, place) => {
    places[number] = place
  })
  return { bytes: Array.from(numbers, (number) => encoded[number]!), numbers, places }
}

function count({ documents, tokens, written, keys }: Collected, { places }: SortedTerms) {
  const counts = new Uint32Array(places.length)
  const positions = new Uint32Array(places.length)
  const last = new Int32Array(places.length).fill(-1)
  documents.forEach((document, index) => {
    const add = (number: number): number => {
      const place = places[number]!
      if (last[place] !== index) counts[place]!++
      last[place] = index
      return place
    }
    for (let at = document.tokens[0]; at < document.tokens[1]; at++)
      if (tokens[at] !== FIELD_END) positions[add(tokens[at]!)]!++
    for (let at = document.written[0]; at < document.written[1]; at++)
      if (written[at] !== FIELD_END) add(written[at]!)
    for (let at = document.keys[0]; at < document.keys[1]; at++) add(keys[at]!)
  })
  return { counts, positions }
}

type Writing = {
  readonly collected: Collected
  readonly order: Uint32Array
  readonly terms: SortedTerms
  readonly schema: Schema
}

/** Gathers documents, impacts and positions of all terms, and writes them. */
function writeTerms(segment: Segment, { collected, order, terms, schema }: Writing): void {
  const { memory, layout } = segment
  const counts = memory.words.subarray(layout.counts >> 2, (layout.counts >> 2) + terms.numbers.length)
  const ends = new Float64Array(counts.length)
  let total = 0
  counts.forEach((documents, term) => {
    ends[term] = total
    total += documents
  })
  const starts = ends.slice()
  const lists = new Uint32Array(total)
  const impacts = new Uint8Array(total)
  const positionEnds = memory.words.slice(
    layout.positionStarts >> 2,
    (layout.positionStarts >> 2) + counts.length,
  )
  const sums = new Float64Array(counts.length)
  order.forEach((index, document) => {
    const { tokens, written, keys } = collected.documents[index]!
    const start = memory.words[(layout.documentStarts >> 2) + document]!
    const found: number[] = []
    const add = (all: Uint32Array, [from, to]: readonly [number, number], hasPositions: boolean) => {
      let fieldStart = from
      let field = 0
      for (let at = from; at < to; at++) {
        if (all[at] !== FIELD_END) continue
        const weight = weightOfOccurrence(schema.fields[field++]!, at - fieldStart)
        for (let token = fieldStart; token < at; token++) {
          const term = terms.places[all[token]!]!
          if (sums[term] === 0) found.push(term)
          sums[term]! += weight
          if (hasPositions)
            memory.words[(layout.positions >> 2) + positionEnds[term]!++] = start + token - from
        }
        fieldStart = at + 1
      }
    }
    add(collected.tokens, tokens, true)
    add(collected.written, written, false)
    for (const term of found) {
      lists[ends[term]!] = document
      impacts[ends[term]!++] = impactOf(sums[term]!)
      sums[term] = 0
    }
    for (let at = keys[0]; at < keys[1]; at++) {
      const term = terms.places[collected.keys[at]!]!
      if (ends[term]! > starts[term]! && lists[ends[term]! - 1] === document) continue
      lists[ends[term]!++] = document
    }
  })
  counts.forEach((_, term) => {
    const hasImpacts = memory.bytes[layout.withImpacts + term] === 1
    writePosting(
      memory,
      postingOf(segment, term),
      lists.subarray(starts[term]!, ends[term]!),
      hasImpacts ? impacts.subarray(starts[term]!, ends[term]!) : null,
    )
  })
}
