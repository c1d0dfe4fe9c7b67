import { Worker } from 'node:worker_threads'
import type { Config } from '../config.ts'
import { moduleBeside } from '../lib/module-beside.ts'
import { repeatEvery } from '../lib/repeat-every.ts'
import { IndexReaders } from '../search/index-readers.ts'
import type { OpenedIndex } from '../search/search-index.ts'

const ENTRY = moduleBeside(import.meta.url, 'index-thread')

/** Pause before a thread that died is restarted, so that one that keeps failing is not reported constantly. */
const RESTART_MS = 2000
/** How long the thread may take to save the index when the server stops. */
const SAVE_MS = 20_000

/** What the thread is started with. */
export type IndexThreadData = {
  /** The thread opens its own connections to records and index. */
  readonly config: Pick<Config, 'data' | 'records' | 'recordConnections' | 'search' | 'searchEngine'>
  readonly pauseMs: number
  readonly threads: number
  readonly versions: SharedArrayBuffer
}

/** What the thread sends: something that failed, why the index could not be saved, or what readers of it take in. */
export type FromIndexThread =
  | { readonly error: unknown }
  | { readonly unsaved: string }
  | { readonly index: unknown }
/** What the thread is sent. */
export type ToIndexThread = 'wake' | 'stop'

/** An index that is being followed. */
export type IndexFollowing = {
  /** Which version of the index each thread reads; those of other threads are set by `addReader`. */
  readonly versions: SharedArrayBuffer
  /** Resolves when what was saved of the index can be searched; rejects if the thread could not start. */
  readonly loaded: Promise<void>
  /** Sends the index to another thread that reads it, now and whenever it changes. */
  addReader(reader: number, send: (view: unknown) => void): void
  /** Ends that, because the thread has ended. */
  removeReader(reader: number): void
  /** Asks for changes to be looked for now. */
  wake(): void
  /** Stops the thread when it has saved the index. If it does not, nothing is lost: what was not saved is repeated. */
  stop(): Promise<void>
}

type Following = Pick<IndexThreadData, 'config' | 'pauseMs'> & {
  readonly index: OpenedIndex
  /** How many threads may read the index besides this one, which is reader 0. */
  readonly otherReaders: number
  readonly onError: (error: unknown) => void
  /** Is told that the index could not be saved, and why. */
  readonly onUnsaved: (reason: string) => void
}

/**
 * Runs a thread in which the index follows the change log while the server runs, so that a long import delays no
 * request. A thread that dies is restarted.
 */
export function followIndex({
  config,
  pauseMs,
  index,
  otherReaders,
  onError,
  onUnsaved,
}: Following): IndexFollowing {
  const threads = 1 + otherReaders
  const readers = new IndexReaders(threads, () => following.whole())
  const { versions } = readers
  let thread: Worker | null = null
  const wake = () => thread?.postMessage('wake' satisfies ToIndexThread)
  const following = index.follow({ versions, reader: 0, wake })
  const failed = Promise.withResolvers<never>()
  failed.promise.catch(() => {})
  const onMessage = (message: FromIndexThread) => {
    if ('error' in message) return onError(message.error)
    if ('unsaved' in message) return onUnsaved(message.unsaved)
    following.receive(message.index)
    readers.send(message.index)
  }
  const start = () => {
    readers.beginAgain()
    const worker = new Worker(ENTRY, {
      workerData: { config, pauseMs, threads, versions } satisfies IndexThreadData,
    })
      .on('message', onMessage)
      .on('error', (error) => {
        failed.reject(error)
        onError(error)
      })
      .on('exit', () => {
        thread = null
      })
    // A server that could not start must end.
    worker.unref()
    return worker
  }
  thread = start()
  const restarting = repeatEvery(
    RESTART_MS,
    async () => {
      thread ??= start()
    },
    onError,
  )
  return {
    versions,
    loaded: Promise.race([following.loaded, failed.promise]),
    addReader: (reader, send) => readers.add(reader, send),
    removeReader: (reader) => readers.remove(reader),
    wake,
    async stop() {
      await restarting.stop()
      if (thread) await stopped(thread)
      following.end()
    },
  }
}

/** Asks a thread to stop, and ends it if it does not. */
async function stopped(thread: Worker): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  thread.on('exit', () => resolve())
  thread.postMessage('stop' satisfies ToIndexThread)
  const timer = setTimeout(() => void thread.terminate(), SAVE_MS)
  await promise
  clearTimeout(timer)
}
