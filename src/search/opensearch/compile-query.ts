import type { SearchQuery, TextQuery } from '../query.ts'
import { freshnessSteps, OWN_COUNTRY_SHARE, SHARE_UNITS } from '../ranking.ts'
import { type Conditions, compileFilters } from './compile-filters.ts'
import { compileOrder } from './compile-order.ts'
import {
  anyOf,
  best,
  compileClause,
  impactOfTerm,
  impactOfWritten,
  type Query,
  requireText,
  scoreClause,
} from './compile-text.ts'
import { factOf, tagFact } from './facts.ts'
import { freshness } from './scripts.ts'

/** How much each clause of a text counts, each of its emphasised words, and each tag of a likeness. */
export type Weights = {
  readonly clauses: readonly number[]
  readonly emphasised: readonly number[]
  readonly tags: readonly number[]
}

/** A power of two, by which scores are multiplied exactly: more than the quotient of any two of them. */
const FIRST = 2 ** 24

/** What a search is, apart from its page and facets. */
type Searched = Pick<
  SearchQuery,
  'text' | 'like' | 'filters' | 'sort' | 'picturedFirst' | 'boostedCountry' | 'freshOn'
>

/** Returns whether scores decide the order of a search. */
export const isScored = ({ text, like, sort }: Pick<SearchQuery, 'text' | 'like' | 'sort'>): boolean =>
  sort.by === 'best' && (Boolean(like) || (text?.clauses.length ?? 0) > 0)

/** Compiles a search: the documents that it finds, and their order. */
export function compileSearch(
  query: Searched,
  weights: Weights,
): { readonly query: Query; readonly sort: readonly unknown[] } {
  const conditions = conditionsOf(query)
  if (isScored(query))
    return {
      query: {
        bool: { must: scoring(query, weights), filter: conditions.required, must_not: conditions.excluded },
      },
      sort: compileOrder(query, true),
    }
  const matches = compileMatches(query)
  const country = query.sort.by === 'best' ? (query.boostedCountry ?? null) : null
  if (country === null) return { query: matches, sort: compileOrder(query, false) }
  const own = { constant_score: { filter: { term: { facts: factOf('country', country) } } } }
  return {
    query: { bool: { filter: matches, should: own, minimum_should_match: 0 } },
    sort: compileOrder(query, true),
  }
}

/** Finds the documents that match, without scores. */
export function compileMatches(query: Pick<Searched, 'text' | 'filters' | 'like'>): Query {
  const { text, like } = query
  const { required, excluded } = conditionsOf(query)
  const similar = like ? [anyOf(like.tags.map(hasTag))] : []
  return { bool: { filter: [...(text ? findText(text) : []), ...similar, ...required], must_not: excluded } }
}

const findText = (text: TextQuery): readonly Query[] =>
  requireText(
    text,
    text.clauses.map((clause) => compileClause(clause, impactOfTerm)),
  )

/** What is required or excluded besides what can score. */
function conditionsOf({ text, like, filters }: Pick<Searched, 'text' | 'filters' | 'like'>): Conditions {
  const { required, excluded } = compileFilters(filters)
  return {
    required,
    excluded: [
      ...excluded,
      ...(text?.excluded ?? []).map((clause) => compileClause(clause, impactOfTerm)),
      ...(like ? [{ ids: { values: [String(like.assetId)] } }] : []),
    ],
  }
}

/** Finds the documents with the words or tags of a search; what one scores decides its place. */
function scoring(query: Searched, weights: Weights): Query {
  const { text, like } = query
  if (like) {
    const tags = like.tags.map((tag, at) => ({
      constant_score: { filter: hasTag(tag), boost: weights.tags[at] },
    }))
    return text ? { bool: { must: anyOf(tags), filter: findText(text) } } : anyOf(tags)
  }
  const clauses = text!.clauses.map((clause, at) => scoreClause(clause, weights.clauses[at]!))
  const required = requireText(text!, clauses)
  const written = text!.emphasised.map((words, at) =>
    best(words.map((word) => impactOfWritten(word, weights.emphasised[at]!))),
  )
  const isOne = required.length === 1 && written.length === 0
  const words = isOne ? required[0]! : { bool: { must: required, should: written } }
  return preferredFirst(lifted(words, query), text!.preferred)
}

const hasTag = ({ of, id }: NonNullable<SearchQuery['like']>['tags'][number]): Query => ({
  term: { facts: tagFact(of, id) },
})

/** Multiplies the scores of documents by the shares that depend on the query (`ranking.ts`). */
function lifted(
  query: Query,
  { boostedCountry = null, freshOn = null }: Pick<Searched, 'boostedCountry' | 'freshOn'>,
): Query {
  const shares: Query[] = []
  if (boostedCountry !== null)
    shares.push({
      filter: { term: { facts: factOf('country', boostedCountry) } },
      weight: OWN_COUNTRY_SHARE / SHARE_UNITS,
    })
  if (freshOn !== null) {
    const sinceMs = freshnessSteps(freshOn).at(-1)!.sinceMs
    const isFresh = [
      { term: { facts: factOf('family', 'editorial') } },
      { range: { createdMs: { gte: sinceMs } } },
    ]
    shares.push({ filter: { bool: { filter: isFresh } }, script_score: { script: freshness(freshOn) } })
  }
  if (shares.length === 0) return query
  return {
    function_score: {
      query,
      functions: [{ weight: 1 }, ...shares],
      score_mode: 'sum',
      boost_mode: 'multiply',
    },
  }
}

/** Puts documents with one of these words, as it is written, before all others. */
function preferredFirst(query: Query, preferred: readonly string[]): Query {
  if (preferred.length === 0) return query
  const isPreferred = anyOf(preferred.map((word) => impactOfWritten(word)))
  return {
    function_score: { query, functions: [{ filter: isPreferred, weight: FIRST }], boost_mode: 'multiply' },
  }
}
