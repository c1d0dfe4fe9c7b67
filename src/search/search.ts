import type { FindOthers } from './other-phrases.ts'
import type { EventQuery, FacetQueries, SearchQuery, SearchResult, TextQuery } from './query.ts'
import type { SearchIndex } from './search-index.ts'

/** The result of a search. */
export type SearchOutcome<F extends FacetQueries> = SearchResult<F> & {
  /** Whether the results match all words of the phrase, or any of them. */
  readonly match: TextQuery['match']
  /** The text that was searched for in the end. */
  readonly text: TextQuery | null
  /** The phrase that was searched for instead: corrected, or with other compounds; null if none was. */
  readonly corrected: string | null
}

/**
 * Runs a query. If nothing matches, other phrases are tried. If too few assets match all words (`relaxedBelow`), those
 * that match any of them are found, ordered by score, because a long phrase would otherwise find little or nothing.
 */
export async function search<F extends FacetQueries>(
  { index }: { index: SearchIndex },
  query: SearchQuery<F>,
  findOthers?: FindOthers,
): Promise<SearchOutcome<F>> {
  const { text } = query
  const result = await index.search(query)
  const all = { ...result, match: 'all' as const, text, corrected: null }
  if (!text) return all
  if (result.total === 0 && findOthers) {
    for await (const other of findOthers()) {
      const needed = other.needsAll && other.text ? { ...other.text, relaxedBelow: 0 } : other.text
      const found = await search({ index }, { ...query, text: needed })
      if (!other.needsAll || found.total > 0) return { ...found, corrected: other.phrase }
    }
  }
  if (result.total >= text.relaxedBelow) return all
  const anyText = { ...text, match: 'any' as const }
  const any = await index.search({ ...query, text: anyText })
  return { ...any, match: 'any', text: anyText, corrected: null }
}

/**
 * Searches events. As they are ordered by date and not by score, events that match only some words are found only if
 * none match all.
 */
export async function searchEvents(
  { index }: { index: SearchIndex },
  query: EventQuery,
): Promise<{ total: number; ids: number[] }> {
  const { text } = query
  const result = await index.searchEvents(query)
  if (!text || result.total > 0 || text.relaxedBelow === 0) return result
  return index.searchEvents({ ...query, text: { ...text, match: 'any' } })
}
