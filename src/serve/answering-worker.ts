import { Worker } from 'node:worker_threads'
import type { ThrottleMemory } from '../access/shared-throttle.ts'
import type { Config } from '../config.ts'
import type { RecordsMemory } from '../db/records-memory.ts'
import { moduleBeside } from '../lib/module-beside.ts'
import { connectThreads, type Remote } from '../lib/thread-calls.ts'
import type { Answered } from './answering.ts'
import { reviveError, type ServerFunctions, type ThreadFunctions } from './thread-functions.ts'

const ENTRY = moduleBeside(import.meta.url, 'answering-thread')

/** What a thread that answers requests is started with. */
export type AnsweringThreadData = {
  readonly config: Config
  /**
   * Its number, from 1. It is also the number by which it reads the index, of which the thread that starts it is reader 0, and,
   * increased by one, its number among the members of locks.
   */
  readonly number: number
  readonly answered: Answered
  readonly hasReset: boolean
  readonly memory: SharedMemory
}

/** Memory that the threads of a server share. */
export type SharedMemory = {
  readonly versions: SharedArrayBuffer
  readonly throttle: ThrottleMemory
  readonly records: RecordsMemory
}

/** A thread that answers requests, as the one that starts it sees it. */
export type AnsweringWorker = {
  readonly number: number
  /** Its functions; calls reject when it has ended. */
  readonly remote: Remote<ThreadFunctions>
  /** Resolves when it has ended. */
  readonly ended: Promise<void>
  /** Ends it at once. */
  terminate(): void
}

/** Starts a thread that answers requests. It may call these functions. */
export function startAnsweringWorker(
  data: AnsweringThreadData,
  functions: ServerFunctions,
  onError: (error: Error) => void,
): AnsweringWorker {
  const { number } = data
  const worker = new Worker(ENTRY, { name: `answers ${number}`, workerData: data })
  const port = {
    send: (message: unknown) => worker.postMessage(message),
    onMessage: (listener: (message: unknown) => void) => void worker.on('message', listener),
  }
  const { remote, end } = connectThreads<ThreadFunctions>(port, functions, reviveError)
  const { promise: ended, resolve } = Promise.withResolvers<void>()
  let cause = new Error('A thread that answers requests has ended.')
  worker.on('error', (error) => {
    cause = error as Error
    onError(cause)
  })
  worker.once('exit', () => {
    end(cause)
    resolve()
  })
  return { number, remote, ended, terminate: () => void worker.terminate() }
}
