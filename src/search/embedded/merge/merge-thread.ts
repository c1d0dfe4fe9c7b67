import { parentPort } from 'node:worker_threads'
import { lowerPriority } from '../../../lib/lower-priority.ts'
import { openSegment, publishSegment } from '../published-view.ts'
import type { MergeRequest } from './merge-in-thread.ts'
import { mergeSegments } from './merge-segments.ts'

// The thread in which segments are merged: see `merge-in-thread.ts`.

// NOTE: on other systems this would lower the priority of the whole server.
if (process.platform === 'linux') lowerPriority()
parentPort!.on('message', ({ segments, threads }: MergeRequest) => {
  const viewed = segments.map(({ deleted, ...segment }) => ({ segment: openSegment(segment), deleted }))
  parentPort!.postMessage(publishSegment(mergeSegments(viewed, threads)))
})
