import { type Clause, PREFIX_MARK, type TextQuery } from '../query.ts'
import { storedTerm, storedText } from './stored-term.ts'

/** A query of OpenSearch. */
export type Query = Readonly<Record<string, unknown>>

/** Finds nothing. */
const NONE: Query = { match_none: {} }

/** Finds documents that have a term. */
export type FindTerm = (term: string) => Query

/** Finds assets that have a term; each scores its impact, times the weight. */
export const impactOfTerm = (term: string, weight = 1): Query => impactIn('impacts', term, weight)
/** The same for a word as it is written. */
export const impactOfWritten = (word: string, weight = 1): Query => impactIn('written', word, weight)

const impactIn = (field: string, term: string, weight: number): Query => ({
  rank_feature: { field: `${field}.${storedTerm(term)}`, linear: {}, boost: weight },
})

/** Finds documents with any of the readings of a clause, without scores. */
export function compileClause(readings: Clause, findTerm: FindTerm): Query {
  return anyOf(readings.map((terms) => compileReading(terms, findTerm)))
}

function compileReading(terms: readonly string[], findTerm: FindTerm): Query {
  if (terms.length > 1) return { match_phrase: { body: storedText(terms) } }
  const prefix = prefixOf(terms)
  return prefix === null ? findTerm(terms[0]!) : { prefix: { body: prefix } }
}

/** Returns what terms begin with that match a reading; null if it is a whole term or several. */
const prefixOf = ([term = '', ...others]: readonly string[]): string | null =>
  others.length === 0 && term.endsWith(PREFIX_MARK) ? term.slice(0, -PREFIX_MARK.length) : null

/** Finds documents that match any of these queries, which may be none. */
export const anyOf = (queries: readonly Query[]): Query =>
  queries.length === 1
    ? queries[0]!
    : queries.length === 0
      ? NONE
      : { bool: { should: queries, minimum_should_match: 1 } }

/**
 * Finds the assets that match a clause. Each scores by the reading that it matches best: its impact, which is the mean of those
 * of a phrase and 1 of the beginning of a word, times the weight.
 */
export function scoreClause(readings: Clause, weight: number): Query {
  const queries = readings.map((terms): Query => {
    if (prefixOf(terms) !== null)
      return { constant_score: { filter: compileReading(terms, impactOfTerm), boost: weight } }
    if (terms.length === 1) return impactOfTerm(terms[0]!, weight)
    const impacts = terms.map((term) => impactOfTerm(term, weight / terms.length))
    return { bool: { filter: compileReading(terms, impactOfTerm), must: impacts } }
  })
  return best(queries)
}

/** Returns queries of which the best one counts. */
export const best = (queries: readonly Query[]): Query =>
  queries.length === 1 ? queries[0]! : { dis_max: { queries } }

/** Returns what a text requires, of the queries of its clauses: all or any of them. */
export const requireText = (
  { match, clauses, excluded }: TextQuery,
  queries: readonly Query[],
): readonly Query[] => {
  if (clauses.length === 0) return excluded.length === 0 ? [NONE] : []
  return match === 'any' ? [anyOf(queries)] : queries
}
