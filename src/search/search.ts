import type { SearchQuery, SearchResult, TextQuery } from './query.ts'
import type { SearchIndex } from './search-index.ts'

/**
 * Runs a query. All of its words must match; when no asset has them all, any of them may, and the score decides
 * the order: a long phrase would else find nothing.
 */
export async function search({ index }: { index: SearchIndex }, query: SearchQuery): Promise<SearchResult> {
  const result = await index.search(query)
  return result.total > 0 || !mayLoosen(query.text)
    ? result
    : index.search({ ...query, text: loosened(query.text) })
}

function mayLoosen(text: TextQuery | null): text is TextQuery {
  return text !== null && text.clauses.length > 1
}

const loosened = (text: TextQuery): TextQuery => ({ ...text, match: 'any' })
