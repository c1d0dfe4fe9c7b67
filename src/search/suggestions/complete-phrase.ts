import type { AssetSearch } from '../asset-search.ts'
import type { AssetSearchServices, SearchContext } from '../search-context.ts'
import { suggest } from './suggest.ts'

/**
 * Returns the phrase of a search with its unfinished last word completed to the word that is suggested first, and how
 * many assets have that; null if no word is suggested.
 */
export async function completePhrase(
  services: AssetSearchServices,
  { phrase, mediaKind, families }: AssetSearch,
  context: Pick<SearchContext, 'viewer' | 'language'>,
): Promise<{ phrase: string; count: number } | null> {
  const request = { phrase, mediaKind, families, types: ['word'], limit: 1 } as const
  const [first] = await suggest(services, request, context)
  return first ? { phrase: `${first.before} ${first.name}`.trimStart(), count: first.count } : null
}
