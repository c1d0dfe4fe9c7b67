import type { Language } from '../../lib/languages.ts'
import { foldName } from '../../lib/text.ts'
import type { Filter, TextQuery } from '../query.ts'
import { textReader } from '../read-text.ts'
import type { AssetSearchServices } from '../search-context.ts'
import type { SearchIndex } from '../search-index.ts'
import type { Suggestion } from './suggestion.ts'

/**
 * Returns the first `limit` of these words, with the number of assets that all words of the phrase find: also those that
 * have another form of the word, or a word of another language for the same. Of words that find the same by any
 * form of theirs ("tree", "trees") only the first is returned.
 */
export async function countWords(
  services: AssetSearchServices,
  words: readonly Suggestion[],
  { filters, language, limit }: { filters: readonly Filter[]; language: Language; limit: number },
): Promise<Suggestion[]> {
  const phraseOf = (word: Suggestion) => `${word.before} ${word.name}`
  const read = await textReader(services, words.map(phraseOf), language)
  const seen = new Set<string>()
  const counted: Suggestion[] = []
  for (const word of words) {
    if (counted.length === limit) break
    const phrase = phraseOf(word)
    const folded = foldName(phrase)
    if (seen.has(folded)) continue
    seen.add(folded)
    const text = read(phrase)
    const clauses = JSON.stringify(text?.clauses)
    if (text === null || seen.has(clauses)) continue
    seen.add(clauses)
    counted.push({ ...word, count: await countOf(services.index, text, filters) })
  }
  return counted
}

const countOf = async (index: SearchIndex, text: TextQuery, filters: readonly Filter[]): Promise<number> => {
  const query = { text, filters, sort: { by: 'newest' }, page: { offset: 0, size: 0 }, facets: {} } as const
  return (await index.search(query)).total
}
