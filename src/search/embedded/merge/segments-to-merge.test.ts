import assert from 'node:assert/strict'
import { it } from 'node:test'
import { buildSegment } from '../build/build-segment.ts'
import { EVENT_SCHEMA, eventDocument } from '../event-schema.ts'
import type { ViewedSegment } from '../view.ts'
import { segmentsToMerge } from './segments-to-merge.ts'

const event = { name: ['parade'], context: [], startMs: 1, segments: [] }

/** Returns segments of one document each. */
const segmentsOf = (count: number): ViewedSegment[] =>
  Array.from({ length: count }, (_, id) => ({
    segment: buildSegment([eventDocument({ id, ...event })], EVENT_SCHEMA, 1),
    deleted: null,
  }))

it('merges eight segments of one size, as far as they fit into one', () => {
  const segments = segmentsOf(8)
  const bytes = segments[0]!.segment.layout.end
  assert.deepEqual(segmentsToMerge(segments.slice(1)), [], 'too few')
  assert.equal(segmentsToMerge(segments).length, 8)
  assert.equal(segmentsToMerge(segments, bytes * 5).length, 5)
  assert.deepEqual(segmentsToMerge(segments, bytes * 3), [], 'too little would be gained')
})
