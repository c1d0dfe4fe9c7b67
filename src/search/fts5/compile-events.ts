import type { EventQuery } from '../query.ts'
import { compileText, compileWordless } from './compile-text.ts'
import type { Sql } from './sql.ts'

/** The events that match a query; page and total share this. */
export function compileEvents({ text, segment, startMs }: EventQuery): Sql {
  const words = text && compileText(text)
  const conditions: Sql[] = [
    ...(words === null ? [] : [{ sql: 'eventWords match ?', values: [words] }]),
    ...(text ? compileWordless(text, 'eventWords', 'e.id') : []),
    ...(segment === null ? [] : [{ sql: '(e.segments & ?) <> 0', values: [1 << segment] }]),
    ...(startMs.from === null ? [] : [{ sql: 'e.startMs >= ?', values: [startMs.from] }]),
    ...(startMs.to === null ? [] : [{ sql: 'e.startMs <= ?', values: [startMs.to] }]),
  ]
  const from = words !== null ? 'from eventWords join event e on e.id = eventWords.rowid' : 'from event e'
  const where = conditions.length === 0 ? '' : ` where ${conditions.map(({ sql }) => sql).join(' and ')}`
  return { sql: from + where, values: conditions.flatMap(({ values }) => values) }
}

/** The ids of one page. Events without a date come last. */
export function compileEventPage({ sort, page }: EventQuery, { sql, values }: Sql): Sql {
  const order = sort === 'newest' ? 'e.startMs desc nulls last, e.id desc' : 'e.startMs nulls last, e.id'
  return {
    sql: `select e.id ${sql} order by ${order} limit ? offset ?`,
    values: [...values, page.size, page.offset],
  }
}
