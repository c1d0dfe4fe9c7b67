import type { EventQuery, SearchQuery, SearchResult, TextQuery } from './query.ts'
import type { SearchIndex } from './search-index.ts'

/** What was found, and whether by all words of the phrase or by any of them. */
export type Found = SearchResult & { readonly match: TextQuery['match'] }

/**
 * Runs a query. All of its words must match; when too few assets have them all (`anyBelow`), any of them may, and the
 * score decides the order: a long phrase would else find nothing, or only the few that happen to use its words.
 */
export async function search({ index }: { index: SearchIndex }, query: SearchQuery): Promise<Found> {
  const { text } = query
  const result = await index.search(query)
  if (!text || result.total >= text.anyBelow) return { ...result, match: 'all' }
  return { ...(await index.search({ ...query, text: { ...text, match: 'any' } })), match: 'any' }
}

/** Searches events. Their order is one of dates, so any of the words will do only when no event has them all. */
export async function searchEvents(
  { index }: { index: SearchIndex },
  query: EventQuery,
): Promise<{ total: number; ids: number[] }> {
  const { text } = query
  const result = await index.searchEvents(query)
  if (!text || result.total > 0 || text.anyBelow === 0) return result
  return index.searchEvents({ ...query, text: { ...text, match: 'any' } })
}
