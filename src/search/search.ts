import type { EventQuery, SearchQuery, SearchResult, TextQuery } from './query.ts'
import type { SearchIndex } from './search-index.ts'

/** The result of a search. */
export type Found = SearchResult & {
  /** Whether it has all words of the phrase, or any of them. */
  readonly match: TextQuery['match']
  /** The phrase that was searched for in place of a misspelt one; null when none was. */
  readonly corrected: string | null
}

/** The phrase as it was meant; null when it is right as it is. */
export type Rephrase = () => Promise<{ readonly phrase: string; readonly text: TextQuery | null } | null>

/**
 * Runs a query. All of its words must match; when too few assets have them all (`anyBelow`), any of them may, and the
 * score decides the order: a long phrase would else find nothing, or only the few that happen to use its words. Before
 * that a phrase that finds nothing may turn out to be misspelt.
 */
export async function search(
  { index }: { index: SearchIndex },
  query: SearchQuery,
  rephrase: Rephrase = async () => null,
): Promise<Found> {
  const { text } = query
  const result = await index.search(query)
  const all = { ...result, match: 'all' as const, corrected: null }
  if (!text) return all
  if (result.total === 0) {
    const meant = await rephrase()
    if (meant)
      return { ...(await search({ index }, { ...query, text: meant.text })), corrected: meant.phrase }
  }
  if (result.total >= text.anyBelow) return all
  const any = await index.search({ ...query, text: { ...text, match: 'any' } })
  return { ...any, match: 'any', corrected: null }
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
