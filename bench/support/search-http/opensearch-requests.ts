import { allOf, partsOf } from '../../../src/search/indexed-parts.ts'
import type { Clause, Filter, SearchQuery } from '../../../src/search/query.ts'
import type { IndexDocument, IndexedTag } from '../../../src/search/search-index.ts'

/** Columns of the index that are facts. */
const COLUMNS = ['mediaKind', 'family', 'licenseModel', 'artistId', 'collectionId'] as const

/** Returns what filters look up: values of columns, and tags. */
export const factsOf = (document: IndexDocument): string[] => [
  ...COLUMNS.map((column) => `${column}=${document.values[column]}`),
  ...tagsOf(document).map(({ of, id }) => `${of}#${id}`),
]

/** Returns all tags of a document. */
export const tagsOf = (document: IndexDocument): IndexedTag[] => [
  ...document.tags,
  ...allOf(partsOf(document), 'tags'),
]

/**
 * Returns the path of a search in OpenSearch that finds what our query finds: its exact total, and a page of ids or of the
 * members that answers show. The rules of visibility are left out.
 */
export function pathOf(
  query: Pick<SearchQuery, 'text' | 'filters' | 'sort' | 'page'>,
  facets: readonly string[],
  members: boolean,
): string {
  const { text, filters, sort, page } = query
  const scored = sort.by === 'best'
  const clauses = (text?.clauses ?? []).map(clauseQuery)
  const body = {
    query: {
      bool: {
        [scored ? 'must' : 'filter']: clauses,
        ...(scored && { filter: filters.flatMap(included) }),
        ...(!scored && { filter: [...clauses, ...filters.flatMap(included)] }),
        must_not: [...(text?.excluded ?? []).map(clauseQuery), ...filters.flatMap(excluded)],
      },
    },
    from: page.offset,
    size: page.size,
    track_total_hits: true,
    _source: members,
    ...(!scored && { sort: [{ [sort.by === 'popular' ? 'popularity' : 'created']: 'desc' }] }),
    ...(facets.length > 0 && {
      aggs: Object.fromEntries(facets.map((field) => [field, { terms: { field, size: 20 } }])),
    }),
  }
  const parameters = new URLSearchParams({
    filter_path: `hits.total.value,hits.hits.${members ? '_source' : '_id'},aggregations.*.buckets`,
    source_content_type: 'application/json',
    source: JSON.stringify(body),
  })
  return `/pictures/_search?${parameters}`
}

/** Any of the readings of a word or of a phrase. */
function clauseQuery(clause: Clause): object {
  const readings = clause.map((terms) =>
    terms.length === 1 ? { term: { words: terms[0] } } : { match_phrase: { body: terms.join(' ') } },
  )
  return readings.length === 1 ? readings[0]! : { dis_max: { queries: readings } }
}

function included(filter: Filter): object[] {
  if ('tags' in filter && filter.tags !== 'none') {
    const facts = filter.ids.map((id) => `${filter.of}#${id}`)
    return filter.tags === 'any' ? [{ terms: { facts } }] : facts.map((fact) => ({ term: { facts: fact } }))
  }
  if ('in' in filter && (COLUMNS as readonly string[]).includes(filter.field))
    return [{ terms: { facts: filter.in.map((value) => `${filter.field}=${value}`) } }]
  return []
}

const excluded = (filter: Filter): object[] =>
  'tags' in filter && filter.tags === 'none'
    ? [{ terms: { facts: filter.ids.map((id) => `${filter.of}#${id}`) } }]
    : []
