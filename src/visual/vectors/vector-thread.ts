import { parentPort, workerData } from 'node:worker_threads'
import { openMemoryIndex } from './memory-index.ts'
import type { Call, Reply } from './thread-protocol.ts'

/** The thread of an index of vectors: see `threaded-index.ts`. */
const index = openMemoryIndex((workerData as { dimensions: number }).dimensions)
parentPort!.on('message', async ({ id, call }: { id: number; call: Call }) => {
  parentPort!.postMessage({ id, ...(await run(call)) } satisfies Reply)
})

async function run(call: Call): Promise<{ value: unknown } | { error: unknown }> {
  try {
    if (call.method === 'put') return { value: await index.put(call.assets) }
    if (call.method === 'remove') return { value: await index.remove(call.assetIds) }
    if (call.method === 'nearest') return { value: await index.nearest(call.query, call.options) }
    return { value: await index.size() }
  } catch (error) {
    return { error }
  }
}
