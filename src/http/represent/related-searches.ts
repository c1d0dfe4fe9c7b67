import { findFacetNames } from '../../catalogue/facet-names.ts'
import type { Db } from '../../db/database.ts'
import type { Language } from '../../lib/languages.ts'
import { indexText } from '../../search/analysis.ts'
import type { FacetQuery } from '../../search/query.ts'
import { type SentQuery, withoutIndex } from '../parameters.ts'

/** What has to be counted to know which keywords go together with what was found. */
export const RELATED: FacetQuery = { of: 'keyword', type: 'Keyword' }

const MAX_RELATED = 10

/**
 * Other searches: the phrase with a keyword that many of the images found carry, and the address of the same search
 * with that phrase (contract 12). Keywords that the phrase has already are left out.
 */
export async function presentRelated(
  db: Db,
  counts: readonly { id: number; count: number }[],
  { phrase, language, address }: { phrase: string; language: Language; address: (phrase: string) => string },
): Promise<{ phrase: string; url: string }[]> {
  const stems = (text: string) => indexText(text, language).readings[0]!
  const asked = new Set(stems(phrase))
  const named = await findFacetNames(db, 'keyword', counts, { max: MAX_RELATED + asked.size, language })
  return named
    .filter(({ name }) => !stems(name).every((term) => asked.has(term)))
    .slice(0, MAX_RELATED)
    .map(({ name }) => {
      const related = `${phrase} ${name}`.trim()
      return { phrase: related, url: address(related) }
    })
}

/** The path and query of the same search for another phrase, from its first page. */
export function otherSearch(path: string, sent: SentQuery, phrase: string): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(sent))
    if (!REPLACED.has(withoutIndex(name).toLowerCase()))
      for (const one of [value ?? []].flat()) query.append(name, one)
  query.set('phrase', phrase)
  return `${path}?${query}`
}

/** However the caller wrote them. */
const REPLACED = new Set(['phrase', 'page'])
