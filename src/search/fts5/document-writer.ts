import type { DatabaseSync } from 'node:sqlite'
import { allOf, partsOf } from '../indexed-parts.ts'
import type { IndexDocument, IndexEvent } from '../search-index.ts'
import { reader, runner } from './statements.ts'
import { COLUMNS, TAG_KINDS } from './tables.ts'

/** Makes the functions that replace and remove documents and events. Call them in a transaction. */
export function documentWriter(file: DatabaseSync) {
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
