import { Worker } from 'node:worker_threads'
import { moduleBeside } from '../../../lib/module-beside.ts'
import type { Merge } from '../live-index.ts'
import { openSegment, publishSegment, type SharedSegment } from '../published-view.ts'
import type { Segment } from '../segment.ts'
import type { ViewedSegment } from '../view.ts'

const ENTRY = moduleBeside(import.meta.url, 'merge-thread')

/** What the thread gets: segments, and how many threads may search the result. */
export type MergeRequest = {
  readonly segments: readonly (SharedSegment & { readonly deleted: ViewedSegment['deleted'] })[]
  readonly threads: number
}

/**
 * Returns a function that merges segments in a thread, so that changes become searchable meanwhile, and one that ends
 * the thread. A merge that is cut off rejects, and changes nothing. Only one may be under way at a time.
 */
export function mergeInThread(threads: number): { merge: Merge; stop: () => Promise<void> } {
  let worker: Worker | null = null
  let merging: PromiseWithResolvers<Segment> | null = null
  const start = () => {
    const started = new Worker(ENTRY)
    const fail = (error: unknown) => {
      if (worker === started) worker = null
      merging?.reject(error)
    }
    // NOTE: a worker whose listeners are all removed receives nothing any more, even when others are added.
    return started
      .on('message', (segment: SharedSegment) => merging?.resolve(openSegment(segment)))
      .on('messageerror', fail)
      .on('error', fail)
      .on('exit', () => fail(new Error('The thread that merges segments ended.')))
  }
  return {
    merge(viewed) {
      merging = Promise.withResolvers()
      worker ??= start()
      const segments = viewed.map(({ segment, deleted }) => ({ ...publishSegment(segment), deleted }))
      worker.postMessage({ segments, threads } satisfies MergeRequest)
      return merging.promise
    },
    stop: async () => void (await worker?.terminate()),
  }
}
