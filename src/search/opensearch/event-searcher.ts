import type { EventQuery } from '../query.ts'
import { compileClause, type FindTerm, requireText } from './compile-text.ts'
import type { Connection } from './connection.ts'
import { WITHOUT_FIELDS } from './searcher.ts'
import { storedTerm } from './stored-term.ts'

const findTerm: FindTerm = (term) => ({ term: { body: storedTerm(term) } })

/** Searches events in the index with this name. */
export async function searchEvents(
  connection: Connection,
  index: string,
  { text, segment, startMs: { from, to }, sort, page }: EventQuery,
): Promise<{ total: number; ids: number[] }> {
  const find = (clause: NonNullable<EventQuery['text']>['clauses'][number]) => compileClause(clause, findTerm)
  const order = sort === 'newest' ? 'desc' : 'asc'
  const path = `/${index}/_search?filter_path=hits.total.value,hits.hits.sort`
  const { hits } = await connection.send('POST', path, {
    query: {
      bool: {
        filter: [
          ...(text ? requireText(text, text.clauses.map(find)) : []),
          ...(segment === null ? [] : [{ term: { segments: String(segment) } }]),
          ...(from === null && to === null ? [] : [{ range: { startMs: { gte: from, lte: to } } }]),
        ],
        must_not: (text?.excluded ?? []).map(find),
      },
    },
    from: page.offset,
    size: page.size,
    sort: [{ startMs: { order, missing: '_last' } }, { id: order }],
    ...WITHOUT_FIELDS,
  })
  return {
    total: hits.total.value,
    ids: (hits.hits ?? []).map((hit: { sort: readonly number[] }) => Number(hit.sort.at(-1))),
  }
}
