import type { DatabaseSync } from 'node:sqlite'
import { retryWhileBusy } from '../../db/busy.ts'
import { openFile } from '../../db/open-file.ts'
import { isTaken, type TakeLock } from '../../db/process-lock.ts'
import type { OpenedIndex } from '../search-index.ts'
import { untilServerReaches } from '../until-server-reaches.ts'
import { updatingByThread } from '../updating-by-thread.ts'
import { compileEventPage, compileEvents } from './compile-events.ts'
import { anyReading } from './compile-text.ts'
import { completer } from './completions.ts'
import { documentWriter } from './document-writer.ts'
import { explainer } from './explainer.ts'
import { addRankingFunctions } from './ranking-functions.ts'
import { searcher } from './searcher.ts'
import { reader, runner } from './statements.ts'
import { isCurrent, RECREATE } from './tables.ts'
import { vocabulary } from './vocabulary.ts'

/** Larger than SQLite's default, so that pages which a batch changes repeatedly are written only once, at its end. */
const MAX_CACHE_KIB = 16_000

const POLL_MS = 20

/** Another process that writes has to wait for one batch. */
const BATCH_SIZE = { minChanges: 8, maxChanges: 500, targetMs: 200 }

/**
 * Opens the index that is a SQLite file with FTS5 tables. Several processes may update it from the change log; while a server
 * does, which holds the lock that `takeLock` takes, the others leave it to the server, because they would slow each other down.
 */
export async function openFts5Index(path: string, takeLock: TakeLock): Promise<OpenedIndex> {
  const file = await openFile(path, 'normal')
  file.exec(`pragma cache_size = -${MAX_CACHE_KIB}`)
  addRankingFunctions(file)
  await inTransaction(file, () => {
    if (!isCurrent(file.prepare('pragma user_version').get()?.user_version)) file.exec(RECREATE)
  })
  const search = searcher(file)
  const complete = completer(file)
  const explain = explainer(file)
  const run = runner(file)
  const write = documentWriter(file)
  const words = vocabulary(file)
  const { all, ids, count } = reader(file)
  const position = () => Number(all({ sql: 'select seq from position', values: [] })[0]?.seq)
  const revisionNow = () => Number(all({ sql: 'select revision from position', values: [] })[0]?.revision)
  const thread = updatingByThread(POLL_MS)

  return {
    search: async (query) => search(query),
    async searchEvents(query) {
      const matches = compileEvents(query)
      return { total: count(matches), ids: ids(compileEventPage(query, matches)) }
    },
    countOf: async (clause) => count({ sql: 'from words where words match ?', values: [anyReading(clause)] }),
    nearWords: async (word, edits) => words.near(word, edits),
    complete: async (query) => complete(query),
    explain: async (query, ids) => explain(query, ids),
    position: async () => position(),
    revision: async () => revisionNow(),
    batchSize: BATCH_SIZE,
    unsaved: () => null,
    async apply(batch) {
      await inTransaction(file, () => {
        if (batch.position <= position()) return
        for (const id of batch.removed) write.remove(id)
        for (const document of batch.documents) write.replace(document)
        words.add(batch.documents)
        for (const id of batch.removedEvents) write.removeEvent(id)
        for (const event of batch.events) write.replaceEvent(event)
        run('update position set seq = ?', batch.position)
      })
      words.commit()
    },
    async clear(revision) {
      await inTransaction(file, () => {
        file.exec(RECREATE)
        run('update position set revision = ?', revision)
      })
      words.clear()
    },
    async untilUpdatedElsewhere(point, onPosition) {
      const isBehind = () => position() < point.position || revisionNow() !== point.revision
      if (await thread.untilUpdated(isBehind)) return true
      const read = async () => ({ revision: revisionNow(), position: position() })
      return untilServerReaches(point, { isServed: () => isTaken(takeLock), read, onPosition })
    },
    follow: thread.follow,
    async close() {
      file.close()
    },
  }
}

/** Runs `work` in a transaction, waiting while another process that follows the same log is writing. */
function inTransaction(file: DatabaseSync, work: () => void): Promise<void> {
  return retryWhileBusy(() => {
    file.exec('begin immediate')
    try {
      work()
      file.exec('commit')
    } catch (error) {
      if (file.isTransaction) file.exec('rollback')
      throw error
    }
  })
}
