import assert from 'node:assert/strict'
import { it } from 'node:test'
import { buildSegment } from '../build/build-segment.ts'
import { EVENT_SCHEMA, eventDocument } from '../event-schema.ts'
import { scratchBytes } from '../scratch.ts'
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
  const [{ segment }] = segments as [ViewedSegment]
  const bytes = (threads: number) => segment.layout.end + threads * scratchBytes(segment.layout)
  assert.deepEqual(segmentsToMerge(segments.slice(1), 1), [], 'too few')
  assert.equal(segmentsToMerge(segments, 1).length, 8)
  assert.equal(segmentsToMerge(segments, 1, bytes(1) * 5.5).length, 5)
  assert.equal(segmentsToMerge(segments, 9, bytes(9) * 5.5).length, 5)
  assert.deepEqual(segmentsToMerge(segments, 1, bytes(1) * 3.5), [], 'too little would be gained')
})
