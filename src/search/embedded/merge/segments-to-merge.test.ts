import assert from 'node:assert/strict'
import { it } from 'node:test'
import { buildSegment } from '../build/build-segment.ts'
import { KnownTerms } from '../build/known-terms.ts'
import { EVENT_SCHEMA, eventDocument } from '../event-schema.ts'
import { scratchBytes } from '../scratch.ts'
import type { ViewedSegment } from '../view.ts'
import { segmentsToMerge, segmentsToMergeAtRest } from './segments-to-merge.ts'

const event = { name: ['parade'], context: [], startMs: 1, segments: [] }

/** Returns a segment of so many documents. */
function segmentOf(documents: number): ViewedSegment {
  const all = Array.from({ length: documents }, (_, id) => eventDocument({ id, ...event }))
  return {
    segment: buildSegment(all, { schema: EVENT_SCHEMA, threads: 1, known: new KnownTerms() }),
    deleted: null,
  }
}

/** Returns segments of one document each. */
const segmentsOf = (count: number): ViewedSegment[] => Array.from({ length: count }, () => segmentOf(1))

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

it('merges small segments at rest, but not a large one again for few documents', () => {
  const mergedOf = (...sizes: number[]) =>
    segmentsToMergeAtRest(sizes.map(segmentOf)).map(({ segment }) => segment.layout.documents)
  assert.deepEqual(mergedOf(), [])
  assert.deepEqual(mergedOf(50), [])
  assert.deepEqual(mergedOf(2, 1), [1, 2])
  assert.deepEqual(mergedOf(1, 3), [])
  assert.deepEqual(mergedOf(90, 10, 1, 11, 10), [1, 10, 10, 11])
  assert.deepEqual(mergedOf(60, 10, 1, 11, 10), [1, 10, 10, 11, 60])
  assert.deepEqual(mergedOf(20_001, 20_001), [], 'too large')
})
