import { documentStarts } from '../document-starts.ts'
import { indexes } from '../indexes.ts'
import { PostingWriter } from '../posting-writer.ts'
import type { Segment } from '../segment.ts'
import { termsAt } from '../term-list.ts'
import { allocateSegment } from './allocate-segment.ts'
import { collectNumbers } from './collect-numbers.ts'
import { type Collected, collect } from './collector.ts'
import { type Impacts, impactsOfDocuments } from './impacts-of-documents.ts'
import type { KnownTerms } from './known-terms.ts'
import { packPositions } from './pack-positions.ts'
import type { Schema, SegmentDocument } from './segment-document.ts'
import { type StoredTerms, storedTerms } from './stored-terms.ts'
import { writeColours } from './write-colours.ts'
import { writeDocuments } from './write-documents.ts'
import { measureValues, writeValues } from './write-values.ts'

/** What all segments of an index are built with. */
export type Building = {
  readonly schema: Schema
  /** So many threads may search a segment at the same time. */
  readonly threads: number
  /** What is known of the documents of other segments. */
  readonly known: KnownTerms
}

/** Builds a segment from documents with distinct ids. */
export function buildSegment(
  documents: Iterable<SegmentDocument>,
  { schema, threads, known }: Building,
): Segment {
  const collected = collect(documents, schema, known)
  const order = newestFirst(collected)
  const impacts = impactsOfDocuments(collected, order, schema)
  const terms = storedTerms(known.texts, collected, impacts)
  const documentAt = (document: number) => collected.documents[order[document]!]!
  const numberOf = (name: string, document: number) => documentAt(document).numbers[name]
  const names = collected.names.things.slice()
  known.names.forms.sort(names)
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
      names: termsAt(known.names.forms.bytes, names),
      counts: terms.counts,
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
  names.forEach((name, place) => {
    segment.memory.words[(segment.layout.nameCounts >> 2) + place] = terms.countOf(known.names.terms.at(name))
  })
  return segment
}

/** Returns the documents as a segment numbers them: see `SegmentLayout`. */
function newestFirst({ documents }: Collected): Uint32Array {
  const created = Float64Array.from(documents, ({ createdMs }) => createdMs ?? -Infinity)
  return indexes(documents.length).sort((a, b) =>
    created[a] === created[b] ? documents[b]!.id - documents[a]!.id : created[b]! - created[a]!,
  )
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
