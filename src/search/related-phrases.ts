import { findFacetNames } from '../catalogue/facet-names.ts'
import { findLabels } from '../catalogue/vocabulary.ts'
import type { Db } from '../db/database.ts'
import type { Language } from '../lib/languages.ts'
import { indexText } from './analysis.ts'

const MAX_RELATED = 10

/**
 * Suggests related phrases: the given one with a keyword that many of the images found have (contract 12). Keywords
 * that the phrase already contains, in any language, are skipped.
 *
 * @param counts the counts of keywords among all images that the phrase finds.
 */
export async function relatedPhrases(
  db: Db,
  phrase: string,
  { counts, language }: { counts: readonly { id: number; count: number }[]; language: Language },
): Promise<string[]> {
  const stems = (text: string) => indexText(text, language).readings[0]!
  const phraseStems = new Set(stems(phrase))
  const max = MAX_RELATED + phraseStems.size
  const named = await findFacetNames(db, 'keyword', counts, { max, language })
  const labels = await findLabels(
    db,
    named.map(({ id }) => id),
  )
  const isInPhrase = (text: string) => stems(text).every((term) => phraseStems.has(term))
  return named
    .filter(({ id, name }) => ![name, ...(labels.get(id) ?? []).map(({ text }) => text)].some(isInPhrase))
    .slice(0, MAX_RELATED)
    .map(({ name }) => `${phrase} ${name}`.trim())
}
