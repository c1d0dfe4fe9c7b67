import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { repeatEvery } from './lib/repeat-every.ts'

const ENTRY = fileURLToPath(
  import.meta.resolve(import.meta.url.endsWith('.ts') ? './index-thread.ts' : './index-thread.js'),
)

/** Until a thread that died is started again: one that cannot live is reported as often, not four times a second. */
const RESTART_MS = 2000

type Following = {
  /** The data folder, whose records and index the thread opens for itself. */
  readonly data: string
  readonly pauseMs: number
  readonly onError: (error: unknown) => void
}

/**
 * Lets the index follow the change log in a thread of its own, for as long as the server runs: what a long import
 * makes to do is then in the way of no request. A thread that died is started again. Returns how to stop: at once, for
 * what a batch had not yet committed is done again by whoever follows next.
 */
export function followIndex({ data, pauseMs, onError }: Following): () => Promise<void> {
  let thread: Worker | null = null
  const starting = repeatEvery(
    RESTART_MS,
    async () => {
      thread ??= new Worker(ENTRY, { workerData: { data, pauseMs } })
        .on('message', onError)
        .on('error', onError)
        .on('exit', () => {
          thread = null
        })
    },
    onError,
  )
  return async () => {
    await starting.stop()
    await thread?.terminate()
  }
}
