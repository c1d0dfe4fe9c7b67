import { enableCompileCache } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import { lowerPriority } from './lib/lower-priority.ts'
import { repeatEvery } from './lib/repeat-every.ts'

/**
 * The thread in which the index of a running server follows the change log: see `follow-index.ts`. It also copies the
 * write-ahead log into the database, because that waits for the disk.
 */
// NOTE: a thread has its own compile cache, and only what is imported after this line uses it.
enableCompileCache()
const { openIndex, openRecords, openRecordsCheckpoints, takeIndexLock } = await import('./compose.ts')
const { catchUp } = await import('./search/indexer.ts')

// NOTE: on other systems this would lower the priority of the whole server.
if (process.platform === 'linux') lowerPriority()
const { data, pauseMs } = workerData as { data: string; pauseMs: number }
const db = await openRecords({ data })
const index = await openIndex({ data })
const checkpoint = await openRecordsCheckpoints({ data })
const report = (error: unknown) => parentPort!.postMessage(error)
// Held until this thread ends: commands that write leave the index to it.
let release: (() => void) | null = null
repeatEvery(
  pauseMs,
  async () => {
    if (release === null) release = takeIndexLock({ data })
    await catchUp({ db, index })
  },
  report,
)
repeatEvery(pauseMs, async () => checkpoint(), report)
