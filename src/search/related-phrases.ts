import { findFacetNames } from '../catalogue/facet-names.ts'
import { findLabels } from '../catalogue/vocabulary.ts'
import type { Db } from '../db/database.ts'
import type { Language } from '../lib/languages.ts'
import { indexText } from './analysis.ts'

const MAX_RELATED = 10

/**
 * Other phrases to search for: this one with a keyword that many of the images found carry (contract 12). Keywords that
 * the phrase has already, in whatever language, are left out.
 *
 * @param counts of the keywords of all images that the phrase finds.
 */
export async function relatedPhrases(
  db: Db,
  phrase: string,
  { counts, language }: { counts: readonly { id: number; count: number }[]; language: Language },
): Promise<string[]> {
  const stems = (text: string) => indexText(text, language).readings[0]!
  const asked = new Set(stems(phrase))
  const named = await findFacetNames(db, 'keyword', counts, { max: MAX_RELATED + asked.size, language })
  const labels = await findLabels(
    db,
    named.map(({ id }) => id),
  )
  const isAsked = (text: string) => stems(text).every((term) => asked.has(term))
  return named
    .filter(({ id, name }) => ![name, ...(labels.get(id) ?? []).map(({ text }) => text)].some(isAsked))
    .slice(0, MAX_RELATED)
    .map(({ name }) => `${phrase} ${name}`.trim())
}
