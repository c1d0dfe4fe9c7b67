import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { repeatEvery } from './lib/repeat-every.ts'

const ENTRY = fileURLToPath(
  import.meta.resolve(import.meta.url.endsWith('.ts') ? './index-thread.ts' : './index-thread.js'),
)

/** Pause before a thread that died is restarted, so that one that keeps failing is not reported constantly. */
const RESTART_MS = 2000

type Following = {
  /** The data folder; the thread opens its own connections to records and index. */
  readonly data: string
  readonly pauseMs: number
  readonly onError: (error: unknown) => void
}

/**
 * Runs a thread in which the index follows the change log while the server runs, so that a long import delays no
 * request. A thread that dies is restarted. Returns a function that stops it immediately, which is safe: what a batch
 * had not yet committed is repeated the next time.
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
