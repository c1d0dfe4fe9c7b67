import { enableCompileCache } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import { lowerPriority } from '../lib/lower-priority.ts'
import { repeatEvery } from '../lib/repeat-every.ts'
import type { FromIndexThread, IndexThreadData, ToIndexThread } from './follow-index.ts'

/**
 * The thread in which the index of a running server follows the change log: see `follow-index.ts`. It also copies the
 * write-ahead log into the database, because that waits for the disk.
 */
// NOTE: a thread has its own compile cache, and only what is imported after this line uses it.
enableCompileCache()
const { openFollowedIndex, takeIndexLock } = await import('../compose.ts')
const { openMigratedRecords, openRecordsCheckpoints, openRecordsEnd } = await import('../compose-records.ts')

// NOTE: on other systems this would lower the priority of the whole server.
if (process.platform === 'linux') lowerPriority()
const { config, pauseMs, threads, versions } = workerData as IndexThreadData
const send = (message: FromIndexThread) => parentPort!.postMessage(message)
const report = (error: unknown) => send({ error })
const endOfLog = await openRecordsEnd(config)
// Held until this thread ends: commands that write leave the index to it.
let release: (() => void) | null = takeIndexLock(config)
let records: ReturnType<typeof openMigratedRecords> | null = null
const openDb = () => {
  records ??= openMigratedRecords(config)
  return records
}
const index = await openFollowedIndex(
  config,
  {
    threads,
    versions,
    publish: (message) => send({ index: message }),
    onUnsaved: (reason) => send({ unsaved: reason }),
    isOwner: () => release !== null,
  },
  openDb,
)
/** Aborted when the thread is to stop, so that it saves what is in the index by then. */
const stopping = new AbortController()
let update: (() => Promise<unknown>) | null = null
const checkpoint = await openRecordsCheckpoints(config)
const following = repeatEvery(
  pauseMs,
  async () => {
    release ??= takeIndexLock(config)
    const { position, revision } = await endOfLog()
    if ((await index.position()) === position && (await index.revision()) === revision) return
    update ??= await loadUpdate()
    await update()
  },
  report,
)
const others = [
  repeatEvery(pauseMs, () => index.maintain(), report),
  repeatEvery(pauseMs, async () => checkpoint(), report),
]

parentPort!.on('message', async (message: ToIndexThread) => {
  if (message === 'wake') return following.runNow()
  stopping.abort()
  await Promise.all([following, ...others].map(({ stop }) => stop()))
  await index.close().catch(report)
  process.exit()
})

/** NOTE: loading what reads records would take most of the start, and often nothing has changed since the last stop. */
async function loadUpdate(): Promise<() => Promise<unknown>> {
  const db = await openDb()
  const { catchUp } = await import('../search/indexer.ts')
  return () => catchUp({ db, index }, { signal: stopping.signal })
}
