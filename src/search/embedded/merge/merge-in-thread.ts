import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Merge } from '../live-index.ts'
import { openSegment, publishSegment, type SharedSegment } from '../published-view.ts'
import type { ViewedSegment } from '../view.ts'

const ENTRY = fileURLToPath(
  import.meta.resolve(import.meta.url.endsWith('.ts') ? './merge-thread.ts' : './merge-thread.js'),
)

/** What the thread gets: segments, and how many threads may search the result. */
export type MergeRequest = {
  readonly segments: readonly (SharedSegment & { readonly deleted: ViewedSegment['deleted'] })[]
  readonly threads: number
}

/**
 * Returns a function that merges segments in a thread, so that changes become searchable meanwhile, and one that ends
 * the thread. A merge that is cut off rejects, and changes nothing.
 */
export function mergeInThread(threads: number): { merge: Merge; stop: () => Promise<void> } {
  let worker: Worker | null = null
  return {
    merge: (viewed) =>
      new Promise((resolve, reject) => {
        worker ??= new Worker(ENTRY)
        const current = worker
        const end = (finish: () => void) => {
          current.removeAllListeners()
          finish()
        }
        const fail = (error: unknown) => {
          worker = null
          end(() => reject(error))
        }
        current.on('message', (segment: SharedSegment) => end(() => resolve(openSegment(segment))))
        current.on('error', fail)
        current.on('exit', () => fail(new Error('The thread that merges segments ended.')))
        const segments = viewed.map(({ segment, deleted }) => ({ ...publishSegment(segment), deleted }))
        current.postMessage({ segments, threads } satisfies MergeRequest)
      }),
    stop: async () => void (await worker?.terminate()),
  }
}
