import { DatabaseSync } from 'node:sqlite'
import type { PlainDocument } from './plain-documents.ts'

/**
 * The baseline for searches in SQLite: a plain FTS5 table of the stems of the same texts (`plain-documents.ts`), in a file
 * of its own. Queries return the number of all matches and the best thirty by bm25, without filters or records.
 */
export function openBareFts5(path: string) {
  const file = new DatabaseSync(path)
  file.exec('pragma journal_mode = wal; pragma synchronous = off; pragma mmap_size = 268435456')
  file.exec("create virtual table bare using fts5 (title, keywords, caption, context, tokenize = 'ascii')")
  const insert = file.prepare(
    'insert into bare (rowid, title, keywords, caption, context) values (?, ?, ?, ?, ?)',
  )
  insert.setReadBigInts(true)
  const count = file.prepare('select count(*) as total from bare where bare match ?')
  // NOTE: the manual recommends `order by rank`, but that takes up to twice as long.
  const best = file.prepare('select rowid from bare where bare match ? order by bm25(bare) limit 30')
  return {
    add(documents: readonly PlainDocument[]) {
      file.exec('begin')
      for (const { id, title, keywords, caption, context } of documents)
        insert.run(id, title, keywords, caption, context)
      file.exec('commit')
    },
    search(match: string) {
      const total = Number(count.get(match)!.total)
      return { total, ids: best.all(match).map(({ rowid }) => Number(rowid)) }
    },
    close: () => file.close(),
  }
}
