import type { Clause, TextQuery } from '../query.ts'
import { FIELD_WEIGHTS } from '../ranking.ts'
import type { Sql } from './sql.ts'

/** Weights of bm25 for the columns of `words`, in their order. */
const { title, keywords, caption, context } = FIELD_WEIGHTS
const WEIGHTS = [title, keywords, caption, context].join(', ')
/** More than any score differs from another. Scores of bm25 are negative, and the least is the best. */
const FIRST = 100_000

/**
 * The words of a query for `match`; null where it only leaves out. FTS5 reads a quoted string as a phrase and nothing
 * in it as an operator, so quoting is also the escaping.
 */
export function compileText({ match, clauses, without }: TextQuery): string | null {
  if (clauses.length === 0) return null
  const wanted = clauses.map(anyReading).join(match === 'all' ? ' AND ' : ' OR ')
  return without.length === 0 ? wanted : `(${wanted}) NOT (${anyOf(without)})`
}

/** The condition for a text that wants no words: it leaves out some, or means nothing and finds nothing. */
export function compileWordless(
  { clauses, without }: TextQuery,
  table: 'words' | 'eventWords',
  id: string,
): Sql[] {
  if (clauses.length > 0) return []
  if (without.length === 0) return [{ sql: 'false', values: [] }]
  const sql = `${id} not in (select rowid from ${table} where ${table} match ?)`
  return [{ sql, values: [anyOf(without)] }]
}

/** How well the row with this id matches; what has a word as it is written comes before all others. */
export function compileScore({ first }: TextQuery, id: string, factor: Sql | null = null): Sql {
  const score = `bm25(words, ${WEIGHTS})${factor ? ` * ${factor.sql}` : ''}`
  const values = factor?.values ?? []
  if (first.length === 0) return { sql: score, values }
  const isFirst = `${id} in (select rowid from written where written match ?)`
  return { sql: `${score} - ${FIRST} * (${isFirst})`, values: [...values, first.map(quoted).join(' OR ')] }
}

const anyOf = (clauses: readonly Clause[]) => clauses.map(anyReading).join(' OR ')

/** One clause for `match`: any of its readings. */
export function anyReading(readings: Clause): string {
  const phrases = readings.map((terms) => quoted(terms.join(' ')))
  return phrases.length === 1 ? phrases[0]! : `(${phrases.join(' OR ')})`
}

const quoted = (terms: string) => `"${terms.replaceAll('"', '""')}"`
