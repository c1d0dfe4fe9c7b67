import { type Clause, PREFIX_MARK, type TextQuery } from '../query.ts'
import { FIELDS } from '../ranking.ts'
import type { Sql } from './sql.ts'

const { title, keywords, caption, context } = FIELDS
/** The weights of bm25 for the columns of `words`, in order. */
const WEIGHTS = [title, keywords, caption, context].map(({ weight }) => weight).join(', ')
/** Larger than any difference between two scores. Scores of bm25 are negative, and lower is better. */
const FIRST = 100_000

/**
 * Compiles a text query for `match`; null if it has no required clauses. FTS5 reads a quoted string as a phrase without
 * operators, so quoting is also the escaping.
 */
export function compileText({ match, clauses, excluded }: TextQuery): string | null {
  if (clauses.length === 0) return null
  const required = clauses.map(anyReading).join(match === 'all' ? ' AND ' : ' OR ')
  return excluded.length === 0 ? required : `(${required}) NOT (${anyOf(excluded)})`
}

/** The condition of a text query without required clauses: only excluded ones, or none at all, which finds nothing. */
export function compileWordless(
  { clauses, excluded }: TextQuery,
  table: 'words' | 'eventWords',
  id: string,
): Sql[] {
  if (clauses.length > 0) return []
  if (excluded.length === 0) return [{ sql: 'false', values: [] }]
  const sql = `${id} not in (select rowid from ${table} where ${table} match ?)`
  return [{ sql, values: [anyOf(excluded)] }]
}

/** The score of the row with this id. Documents with a preferred word come before all others. */
export function compileScore(
  { preferred }: Pick<TextQuery, 'preferred'>,
  id: string,
  factor: Sql | null = null,
): Sql {
  const score = `bm25(words, ${WEIGHTS})${factor ? ` * ${factor.sql}` : ''}`
  const values = factor?.values ?? []
  if (preferred.length === 0) return { sql: score, values }
  const isPreferred = `${id} in (select rowid from written where written match ?)`
  return {
    sql: `${score} - ${FIRST} * (${isPreferred})`,
    values: [...values, preferred.map(quoted).join(' OR ')],
  }
}

const anyOf = (clauses: readonly Clause[]) => clauses.map(anyReading).join(' OR ')

/** Compiles a clause for `match`: any of its readings. */
export function anyReading(readings: Clause): string {
  const phrases = readings.map(reading)
  return phrases.length === 1 ? phrases[0]! : `(${phrases.join(' OR ')})`
}

function reading(terms: readonly string[]): string {
  const [term] = terms
  if (terms.length > 1 || !term?.endsWith(PREFIX_MARK)) return quoted(terms.join(' '))
  return `${quoted(term.slice(0, -PREFIX_MARK.length))} *`
}

const quoted = (terms: string) => `"${terms.replaceAll('"', '""')}"`
