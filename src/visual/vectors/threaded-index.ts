import { Worker } from 'node:worker_threads'
import { moduleBeside } from '../../lib/module-beside.ts'
import type { Call, Reply } from './thread-protocol.ts'
import type { Hit, VectorIndex } from './vector-index.ts'

const ENTRY = moduleBeside(import.meta.url, 'vector-thread')

/**
 * Opens an index in a thread of its own, so that no search delays the caller's. When the thread ends, which only a defect
 * or a lack of memory makes it do, pending and later calls are rejected; the index then has to be opened and filled
 * again.
 */
export function openThreadedIndex(dimensions: number): VectorIndex {
  const thread = new Worker(ENTRY, { workerData: { dimensions } })
  const pending = new Map<number, PromiseWithResolvers<unknown>>()
  let lastId = 0
  let cause: unknown

  thread.on('message', (reply: Reply) => {
    const call = pending.get(reply.id)
    pending.delete(reply.id)
    if ('error' in reply) call?.reject(reply.error)
    else call?.resolve(reply.value)
  })
  thread.on('error', (error) => {
    cause = error
  })
  thread.on('exit', () => {
    cause = new Error('The thread of the index of vectors has ended.', { cause })
    for (const { reject } of pending.values()) reject(cause)
    pending.clear()
  })

  function call(it: Call): Promise<unknown> {
    if (cause) return Promise.reject(cause)
    const id = ++lastId
    const resolvers = Promise.withResolvers<unknown>()
    pending.set(id, resolvers)
    thread.postMessage({ id, call: it })
    return resolvers.promise
  }

  return {
    dimensions,
    put: (assets) => call({ method: 'put', assets }) as Promise<void>,
    remove: (assetIds) => call({ method: 'remove', assetIds }) as Promise<void>,
    size: () => call({ method: 'size' }) as Promise<number>,
    nearest(query, { among, ...options }) {
      const sendable = among ? { ...options, among: Float64Array.from(among) } : options
      return call({ method: 'nearest', query, options: sendable }) as Promise<Hit[]>
    },
    async close() {
      await thread.terminate()
    },
  }
}
