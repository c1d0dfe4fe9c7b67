import { enableCompileCache } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import type { AnsweringThreadData } from './answering-worker.ts'
import type { ServerFunctions, ThreadFunctions } from './thread-functions.ts'

/**
 * A thread that answers requests: see `answering-threads.ts`. It has connections to the records of its own, and reads the
 * index in the memory that the threads share.
 */
// NOTE: a thread has its own compile cache, and only what is imported after this line uses it.
enableCompileCache()
const { openRequestCounts } = await import('../access/request-counts.ts')
const { sharedThrottle } = await import('../access/shared-throttle.ts')
const { answerHere } = await import('./answering.ts')
const { openLimits, openStores } = await import('../compose.ts')
const { openMigratedRecords } = await import('../compose-records.ts')
const { clockOfRecords } = await import('../db/clock-of-records.ts')
const { notifyOfRevision, tellOfRevisions } = await import('../db/revisions.ts')
const { createLogger } = await import('../lib/log.ts')
const { connectThreads } = await import('../lib/thread-calls.ts')
const { untilSearchable } = await import('../search/until-searchable.ts')
const { reviveError } = await import('./thread-functions.ts')
const { remoteFrames } = await import('../visual/remote-frames.ts')

const { config, number, answered, hasReset, memory } = workerData as AnsweringThreadData
/** The thread that starts the server is the first member. */
const member = number + 1
const isListening = Promise.withResolvers<void>()

const ours: ThreadFunctions = {
  receiveIndex: (view) => void opened.then(({ following }) => following.receive(view)),
  async listen(ports) {
    const { answering, following, stores } = await opened
    await untilSearchable(following, stores)
    return answering.listen(ports).finally(isListening.resolve)
  },
  forgetAnswers: () => void opened.then(({ answering }) => answering.forgetAnswers()),
  hasCaughtUp: async () => (await opened).answering.hasCaughtUp(),
  setCertificate: (certificate) => void opened.then(({ answering }) => answering.setCertificate(certificate)),
  drain: () => void opened.then(({ answering }) => answering.drain()),
  async followRevision(name) {
    const { stores } = await opened
    // Until then it may have read what was before, and nothing would make it read again.
    await isListening.promise
    await notifyOfRevision(stores.db, name)
  },
  flushRequestCounts: async () => (await opened).requestCounts.flush(),
  async stop(graceMs) {
    const { answering, following, stores } = await opened
    await answering.stop(graceMs)
    following.end()
    await stores.index.close()
    await stores.db.destroy()
    process.exit()
  },
}
const port = {
  send: (message: unknown) => parentPort!.postMessage(message),
  onMessage: (listener: (message: unknown) => void) => void parentPort!.on('message', listener),
}
const { remote } = connectThreads<ServerFunctions>(port, ours, reviveError)
const opened = open()

async function open() {
  const db = await openMigratedRecords(config, { memory: memory.records, member })
  const stores = await openStores(config, db)
  tellOfRevisions(stores.db, (name) => remote.revisionRaised(name))
  const following = stores.index.follow({
    versions: memory.versions,
    reader: number,
    wake: () => void remote.wakeIndex(),
  })
  const requestCounts = openRequestCounts(stores.db)
  const logger = createLogger(config.logLevel, { thread: number })
  const limits = await openLimits(config, logger)
  const answering = await answerHere(
    {
      ...stores,
      now: await clockOfRecords(db),
      frames: remoteFrames(remote),
      decoder: { see: remote.see },
      maker: {
        make: remote.makeRendition,
        makeAndSave: remote.makeAndSaveRendition,
        makeLater: (raster, size) => void remote.makeRenditionLater(raster, size),
      },
      haveOthersCaughtUp: remote.haveOthersCaughtUp,
      guesses: { take: remote.takeGuess, succeeded: remote.guessSucceeded },
      throttle: limits.throttle(sharedThrottle(memory.throttle, member)),
      requestCounts: {
        ...requestCounts,
        async since(clientId, dayMs) {
          await remote.flushRequestCounts()
          return requestCounts.since(clientId, dayMs)
        },
      },
      reset: hasReset ? remote.reset : null,
    },
    answered,
    { config, logger },
  )
  return { stores, following, requestCounts, answering }
}
