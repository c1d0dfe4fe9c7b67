import { NO_PART } from '../indexed-parts.ts'
import type { IndexEvent } from '../search-index.ts'
import type { Schema, SegmentDocument } from './build/segment-document.ts'

/** What the index of events stores of all documents. Events are not ordered by score. */
export const EVENT_SCHEMA: Schema = {
  fields: [
    { weight: 1, averageTerms: 5 },
    { weight: 1, averageTerms: 10 },
  ],
  numbers: {},
}

/** Returns an event as a segment stores it. */
export const eventDocument = ({ id, name, context, startMs, segments }: IndexEvent): SegmentDocument => ({
  id,
  createdMs: startMs,
  prior: 1,
  texts: [name, context].map((terms) => [{ ...NO_PART, terms }]),
  keys: [],
  tags: segments.map((id) => ({ of: 'segment', id, type: null })),
  numbers: {},
  colours: [],
})
