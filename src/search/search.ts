import type { SearchQuery, SearchResult } from './query.ts'
import type { SearchIndex } from './search-index.ts'

/**
 * Runs a query. All of its words must match; when no asset has them all, any of them may, and the score decides
 * the order: a long phrase would else find nothing.
 */
export async function search({ index }: { index: SearchIndex }, query: SearchQuery): Promise<SearchResult> {
  const result = await index.search(query)
  if (result.total > 0 || query.text === null || query.text.clauses.length === 1) return result
  return index.search({ ...query, text: { ...query.text, match: 'any' } })
}
