import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { retryWhileBusy } from '../../db/busy.ts'
import { openFile } from '../../db/database.ts'
import type { SearchResult } from '../query.ts'
import type { IndexDocument, SearchIndex } from '../search-index.ts'
import { compileFacet, compileMatches, compilePage, type Sql } from './compile-query.ts'

/** Counts up when the tables or the analysis change: an index of another version is thrown away when opened. */
const VERSION = 1

const TABLES = `
  create table position (seq integer not null);
  insert into position values (0);
  create table document (
    id integer primary key, family text not null, orientation text not null, fileType text not null,
    graphicalStyle text not null, collectionId integer not null, artistId integer, pixels integer not null,
    createdMs integer not null
  );
  create index document_newest on document (createdMs, id);
  create table documentKeyword (
    keywordId integer not null, id integer not null, type text not null, primary key (keywordId, id)
  ) without rowid;
  create index documentKeyword_id on documentKeyword (id);
  create virtual table words using fts5 (
    title, keywords, caption, context, content = '', contentless_delete = 1, tokenize = 'ascii'
  );
  pragma user_version = ${VERSION};
`
const DROPPED = `
  drop table if exists position; drop table if exists document; drop table if exists documentKeyword;
  drop table if exists words;
`

/** The embedded index in one SQLite file of its own, by FTS5; several processes may follow the log with it. */
export async function openFts5Index(path: string): Promise<SearchIndex> {
  const file = await openFile(path)
  file.exec('pragma synchronous = normal')
  file.function('shuffled', { deterministic: true }, shuffled)
  await inTransaction(file, () => {
    const { user_version: version } = file.prepare('pragma user_version').get() as { user_version: number }
    if (version !== VERSION) file.exec(DROPPED + TABLES)
  })
  const write = writer(file)
  const all = reader(file)
  const position = () => Number(all({ sql: 'select seq from position', values: [] })[0]?.seq)

  return {
    async search(query) {
      const matches = compileMatches(query)
      const counted = all({ sql: `select count(*) as total ${matches.sql}`, values: matches.values })
      const facets = query.facets.map((facet) => all(compileFacet(facet, matches)))
      return {
        total: Number(counted[0]?.total),
        ids: all(compilePage(query, matches)).map(({ id }) => Number(id)),
        facets: facets as unknown as SearchResult['facets'],
      }
    },
    position: async () => position(),
    async apply(batch) {
      await inTransaction(file, () => {
        if (batch.position <= position()) return
        for (const id of batch.removed) write.remove(id)
        for (const document of batch.documents) write.replace(document)
        file.prepare('update position set seq = ?').run(batch.position)
      })
    },
    async clear() {
      await inTransaction(file, () => file.exec(DROPPED + TABLES))
    },
    async close() {
      file.close()
    },
  }
}

function writer(file: DatabaseSync) {
  const statement = prepared(file)
  const remove = (id: number) => {
    statement('delete from words where rowid = ?').run(id)
    statement('delete from documentKeyword where id = ?').run(id)
    statement('delete from document where id = ?').run(id)
  }
  return {
    remove,
    replace(document: IndexDocument) {
      const { id, title, keywords, caption, context, keywordIds, ...values } = document
      remove(id)
      const columns = Object.keys(values)
      statement(`insert into document (id, ${columns}) values (?${', ?'.repeat(columns.length)})`).run(
        id,
        ...Object.values(values),
      )
      statement('insert into words (rowid, title, keywords, caption, context) values (?, ?, ?, ?, ?)').run(
        id,
        title,
        keywords,
        caption,
        context,
      )
      const insert = statement('insert or ignore into documentKeyword (keywordId, id, type) values (?, ?, ?)')
      for (const keyword of keywordIds) insert.run(keyword.id, id, keyword.type)
    },
  }
}

function reader(file: DatabaseSync) {
  const statement = prepared(file)
  return ({ sql, values }: Sql) => statement(sql).all(...values) as Record<string, SQLInputValue>[]
}

/** Statements by their text, the last hundred kept. */
function prepared(file: DatabaseSync): (sql: string) => StatementSync {
  const known = new Map<string, StatementSync>()
  return (sql) => {
    const found = known.get(sql) ?? file.prepare(sql)
    if (known.size >= 100) known.clear()
    known.set(sql, found)
    return found
  }
}

/** When another process is writing (it follows the same log), this one tries again until that is done. */
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

/** A stable order that looks like none: the finaliser of MurmurHash3 over the id and the day. */
function shuffled(id: SQLInputValue, day: SQLInputValue): number {
  let h = (Number(id) ^ Math.imul(Number(day) + 1, 0x9e3779b1)) >>> 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
