import { findFacetNames } from '../../catalogue/facet-names.ts'
import type { Db } from '../../db/database.ts'
import type { Language } from '../../lib/languages.ts'
import { indexText } from '../../search/analysis.ts'
import type { FacetQuery } from '../../search/query.ts'
import type { Links } from '../links.ts'
import { withoutIndex } from '../parameters.ts'

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
  { phrase, language, call }: { phrase: string; language: Language; call: { links: Links; address: string } },
): Promise<{ phrase: string; url: string }[]> {
  const stems = (text: string) => indexText(text, language).readings[0]!
  const asked = new Set(stems(phrase))
  const named = await findFacetNames(db, 'keyword', counts, { max: MAX_RELATED + asked.size, language })
  return named
    .filter(({ name }) => !stems(name).every((term) => asked.has(term)))
    .slice(0, MAX_RELATED)
    .map(({ name }) => {
      const related = `${phrase} ${name}`.trim()
      return { phrase: related, url: call.links.api(withPhrase(call.address, related)) }
    })
}

/** The same search for another phrase, from its first page. However the caller wrote these two names, they are replaced. */
function withPhrase(address: string, phrase: string): string {
  const { pathname, searchParams } = new URL(address, 'http://localhost')
  const replaced = ['phrase', 'page']
  for (const name of [...searchParams.keys()])
    if (replaced.includes(withoutIndex(name).toLowerCase())) searchParams.delete(name)
  searchParams.set('phrase', phrase)
  return `${pathname}?${searchParams}`
}
