import type { Filter } from '../query.ts'
import { anyOf, type Query } from './compile-text.ts'
import { factOf, ONLY, tagFact } from './facts.ts'
import { isNear } from './scripts.ts'

/** Queries that documents have to match, and queries that they must not match. */
export type Conditions = { readonly required: readonly Query[]; readonly excluded: readonly Query[] }

/** Fields that all documents have, most of them the same value: few are excluded, and these are found fastest. */
const HAVE_ALL: readonly string[] = ['visibleFromMs', 'visibleUntilMs']

/** The conditions of all of these filters. */
export function compileFilters(filters: readonly Filter[]): Conditions {
  const all = filters.map(compileFilter)
  return {
    required: all.flatMap(({ required }) => required),
    excluded: all.flatMap(({ excluded }) => excluded),
  }
}

/** A query that has these conditions. */
export const queryOf = ({ required, excluded }: Conditions): Query =>
  required.length === 0 && excluded.length === 0
    ? { match_all: {} }
    : { bool: { filter: required, must_not: excluded } }

const require = (...required: readonly Query[]): Conditions => ({ required, excluded: [] })
const exclude = (...excluded: readonly Query[]): Conditions => ({ required: [], excluded })

const fact = (value: string): Query => ({ term: { facts: value } })
const anyFact = (values: readonly string[]): Query => ({ terms: { facts: values } })

function compileFilter(filter: Filter): Conditions {
  if ('tags' in filter) {
    const facts = filter.ids.map((id) => tagFact(filter.of, id))
    if (filter.tags === 'all') return require(...facts.map(fact))
    return filter.tags === 'any' ? require(anyFact(facts)) : exclude(anyFact(facts))
  }
  if ('anyOf' in filter) return require(anyOf(filter.anyOf.map((some) => queryOf(compileFilters(some)))))
  if ('offeredIn' in filter) {
    const isOffered = fact(factOf('offered', filter.offeredIn))
    return exclude(
      { bool: { filter: [fact(ONLY)], must_not: [isOffered] } },
      fact(factOf('denied', filter.offeredIn)),
    )
  }
  if ('colour' in filter) return require({ script: { script: isNear(filter.colour, filter.within) } })
  if ('in' in filter) return require(valueIn(filter.field, filter.in))
  if ('notIn' in filter) return exclude(valueIn(filter.field, filter.notIn))
  const { field, from, to } = filter
  if (from === undefined && to === undefined) return require()
  if (!HAVE_ALL.includes(field)) return require({ range: { [field]: { gte: from, lte: to } } })
  return exclude(
    ...(from === undefined ? [] : [{ range: { [field]: { lt: from } } }]),
    ...(to === undefined ? [] : [{ range: { [field]: { gt: to } } }]),
  )
}

/** The number of values that OpenSearch looks up at once. */
const MAX_VALUES = 60_000

function valueIn(field: string, values: readonly (string | number)[]): Query {
  const parts: Query[] = []
  for (let from = 0; from < values.length; from += MAX_VALUES) {
    const some = values.slice(from, from + MAX_VALUES)
    parts.push(
      field === 'id'
        ? { ids: { values: some.map(String) } }
        : anyFact(some.map((value) => factOf(field, value))),
    )
  }
  return anyOf(parts)
}
