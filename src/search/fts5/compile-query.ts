import type { SQLInputValue } from 'node:sqlite'
import type { FacetQuery, Filter, SearchQuery, SortOrder, TextQuery } from '../query.ts'

/** A piece of SQL with the values of its question marks. */
export type Sql = { readonly sql: string; readonly values: readonly SQLInputValue[] }

/** Weights of bm25 for the columns title, keywords, caption and context, found with bench/relevance.ts. */
const WEIGHTS = '2.0, 1.5, 1.0, 0.5'

/** Page, total and facets of one query share this: which documents match. */
export function compileMatches(query: SearchQuery): Sql {
  const conditions = query.filters.map(compileFilter)
  if (query.text) conditions.unshift({ sql: 'words match ?', values: [compileText(query.text)] })
  const from = query.text ? 'from words join document d on d.id = words.rowid' : 'from document d'
  const where = conditions.length > 0 ? ` where ${conditions.map(({ sql }) => sql).join(' and ')}` : ''
  return { sql: from + where, values: conditions.flatMap(({ values }) => values) }
}

/** The ids of one page, in order. Without words the best match is the newest. */
export function compilePage(query: SearchQuery, matches: Sql): Sql {
  const order = compileOrder(query.text === null && query.sort.by === 'best' ? { by: 'newest' } : query.sort)
  return {
    sql: `select d.id ${matches.sql} order by ${order.sql} limit ? offset ?`,
    values: [...matches.values, ...order.values, query.page.size, query.page.offset],
  }
}

/** Each value of a facet among the matches, with its exact count. */
export function compileFacet(facet: FacetQuery, matches: Sql): Sql {
  if (facet.of === 'artists') {
    const counted = `select d.artistId as id, count(*) as count ${matches.sql}`
    return {
      sql: `select * from (${counted} group by d.artistId) where id is not null`,
      values: matches.values,
    }
  }
  return {
    sql: `select keywordId as id, count(*) as count from documentKeyword
          where type = ? and id in (select d.id ${matches.sql}) group by keywordId`,
    values: [facet.type, ...matches.values],
  }
}

/** FTS5 reads a quoted string as a phrase and nothing in it as an operator, so quoting is also the escaping. */
export function compileText(text: TextQuery): string {
  const clauses = text.clauses.map((terms) => `"${terms.join(' ').replaceAll('"', '""')}"`)
  return clauses.join(text.match === 'all' ? ' AND ' : ' OR ')
}

function compileFilter(filter: Filter): Sql {
  if ('keywords' in filter) return compileKeywords(filter)
  if ('in' in filter) return { sql: `d.${filter.field} in (${marks(filter.in)})`, values: filter.in }
  if ('notIn' in filter) {
    return {
      sql: `(d.${filter.field} is null or d.${filter.field} not in (${marks(filter.notIn)}))`,
      values: filter.notIn,
    }
  }
  const { field, from = null, to = null } = filter as { field: string; from?: number; to?: number }
  const bounds = [
    ...(from === null ? [] : [{ sql: `d.${field} >= ?`, value: from }]),
    ...(to === null ? [] : [{ sql: `d.${field} <= ?`, value: to }]),
  ]
  return {
    sql: bounds.map(({ sql }) => sql).join(' and ') || 'true',
    values: bounds.map(({ value }) => value),
  }
}

function compileKeywords({ keywords, ids }: Extract<Filter, { keywords: string }>): Sql {
  const within = (marks: string) => `d.id in (select id from documentKeyword where keywordId in (${marks}))`
  if (keywords === 'all') return { sql: ids.map(() => within('?')).join(' and ') || 'true', values: ids }
  return { sql: `${keywords === 'none' ? 'not ' : ''}(${within(marks(ids))})`, values: ids }
}

function compileOrder(sort: SortOrder): Sql {
  switch (sort.by) {
    case 'best':
      return { sql: `bm25(words, ${WEIGHTS}), d.createdMs desc, d.id desc`, values: [] }
    case 'newest':
      return { sql: 'd.createdMs desc, d.id desc', values: [] }
    case 'oldest':
      return { sql: 'd.createdMs, d.id', values: [] }
    case 'random':
      return { sql: 'shuffled(d.id, ?), d.id', values: [sort.day] }
  }
}

const marks = (values: readonly unknown[]) => values.map(() => '?').join(', ')
