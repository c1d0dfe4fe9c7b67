import type { DatabaseSync } from 'node:sqlite'
import { setTimeout as delay } from 'node:timers/promises'
import { retryWhileBusy } from '../../db/busy.ts'
import { openFile } from '../../db/open-file.ts'
import { isTaken, type TakeLock } from '../../db/process-lock.ts'
import { allOf, partsOf } from '../indexed-parts.ts'
import { dailyShuffle, liftOf, tagWeight } from '../ranking.ts'
import type { IndexDocument, IndexEvent, OpenSearchIndex, UpdatingThread } from '../search-index.ts'
import { untilServerReaches } from '../until-server-reaches.ts'
import { compileEventPage, compileEvents } from './compile-events.ts'
import { anyReading } from './compile-text.ts'
import { completer } from './completions.ts'
import { explainer } from './explainer.ts'
import { searcher } from './searcher.ts'
import { reader, runner } from './statements.ts'
import { COLUMNS, isCurrent, RECREATE, TAG_KINDS } from './tables.ts'
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
export async function openFts5Index(path: string, takeLock: TakeLock): Promise<OpenSearchIndex> {
  const file = await openFile(path, 'normal')
  file.exec(`pragma cache_size = -${MAX_CACHE_KIB}`)
  file.function('daily_shuffle', { deterministic: true }, (id, day) => dailyShuffle(Number(id), Number(day)))
  file.function('lift', { deterministic: true }, (qualityRank, popularity, isOwn, freshMs, day) =>
    liftOf(
      {
        qualityRank: Number(qualityRank),
        popularity: Number(popularity),
        isOwn: isOwn === 1,
        freshMs: freshMs === null ? null : Number(freshMs),
      },
      day === null ? null : Number(day),
    ),
  )
  file.function('tag_weight', { deterministic: true }, (weight, documents) =>
    tagWeight(Number(weight), Number(documents)),
  )
  await inTransaction(file, () => {
    if (!isCurrent(file.prepare('pragma user_version').get()?.user_version)) file.exec(RECREATE)
  })
  const search = searcher(file)
  const complete = completer(file)
  const explain = explainer(file)
  const run = runner(file)
  const write = writer(file)
  const words = vocabulary(file)
  const { all, ids, count } = reader(file)
  const position = () => Number(all({ sql: 'select seq from position', values: [] })[0]?.seq)
  const revisionNow = () => Number(all({ sql: 'select revision from position', values: [] })[0]?.revision)
  let updating: UpdatingThread | null = null

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
      if (updating && isBehind()) updating.wake()
      while (updating && isBehind()) await delay(POLL_MS)
      if (updating) return true
      const read = async () => ({ revision: revisionNow(), position: position() })
      return untilServerReaches(point, { isServed: () => isTaken(takeLock), read, onPosition })
    },
    follow(thread) {
      updating = thread
      return {
        receive() {},
        loaded: Promise.resolve(),
        whole: () => null,
        end() {
          updating = null
        },
      }
    },
    async close() {
      file.close()
    },
  }
}

function writer(file: DatabaseSync) {
  const run = runner(file)
  const { all } = reader(file)
  const remove = (id: number) => {
    for (const table of ['words', 'written']) run(`delete from ${table} where rowid = ?`, id)
    for (const table of ['tag', 'territory', 'colour', 'document'])
      run(`delete from ${table} where id = ?`, id)
  }
  const removeEvent = (id: number) => {
    run('delete from eventWords where rowid = ?', id)
    run('delete from event where id = ?', id)
  }
  return {
    remove,
    removeEvent,
    replace(document: IndexDocument) {
      const { id, title, keywords, caption, context, values, territories, colours } = document
      const parts = partsOf(document)
      if (all({ sql: 'select 1 from document where id = ?', values: [id] }).length > 0) remove(id)
      const columns = ['id', ...COLUMNS, 'offered']
      run(
        `insert into document (${columns}) values (${columns.map(() => '?')})`,
        id,
        ...COLUMNS.map((name) => values[name]),
        territories && Number(territories.offered),
      )
      run(
        'insert into words (rowid, title, keywords, caption, context) values (?, ?, ?, ?, ?)',
        id,
        ...[title, keywords, caption, context].map((some) => allOf(some, 'terms').join(' ')),
      )
      run(
        'insert into written (rowid, word) values (?, ?)',
        id,
        [...new Set(allOf(parts, 'written'))].join(' '),
      )
      for (const tag of [...document.tags, ...allOf(parts, 'tags')])
        run('insert or ignore into tag values (?, ?, ?, ?)', TAG_KINDS[tag.of], tag.id, id, tag.type)
      for (const country of territories?.countries ?? [])
        run('insert or ignore into territory values (?, ?)', id, country)
      for (const { lab, share } of colours)
        run('insert into colour values (?, ?, ?, ?, ?)', id, lab.l, lab.a, lab.b, share)
    },
    replaceEvent({ id, name, context, startMs, segments }: IndexEvent) {
      removeEvent(id)
      const bits = segments.reduce((sum, segment) => sum | (1 << segment), 0)
      run('insert into event values (?, ?, ?)', id, startMs, bits)
      run(
        'insert into eventWords (rowid, name, context) values (?, ?, ?)',
        id,
        name.join(' '),
        context.join(' '),
      )
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
