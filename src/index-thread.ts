import { parentPort, workerData } from 'node:worker_threads'
import { openIndex, openRecords } from './compose.ts'
import { every } from './lib/every.ts'
import { giveWay } from './lib/give-way.ts'
import { catchUp } from './search/indexer.ts'

/** The thread in which the index of a running server follows the change log: see `follow-index.ts`. */
// NOTE: elsewhere it would be the whole server that gives way.
if (process.platform === 'linux') giveWay()
const { data, pauseMs } = workerData as { data: string; pauseMs: number }
const db = await openRecords({ data })
const index = await openIndex({ data })
every(
  pauseMs,
  async () => {
    await catchUp({ db, index })
  },
  (error) => parentPort!.postMessage(error),
)
