import type { PhraseClause } from '../phrase-clauses.ts'
import type { Lexicon } from './lexicon.ts'

/**
 * Adds to labels of concepts ("Hund", "ours polaire") readings of the words that other languages have for them. The
 * readings are added to each word of the label, so that a picture matches with all words of the label or with one name
 * of the concept.
 */
export function withConcepts(clauses: readonly PhraseClause[], lexicon: Lexicon): PhraseClause[] {
  const extended = [...clauses]
  for (let start = 0; start < clauses.length; ) {
    const literal = clauses.findIndex(
      ({ word, isQuoted }, index) => index >= start && (word === null || isQuoted),
    )
    const words = clauses.slice(start, literal < 0 ? undefined : literal).map(({ word }) => word!)
    const label = words.length === 0 ? null : lexicon(words)
    if (label)
      for (let index = start; index < start + label.length; index++)
        extended[index] = {
          ...extended[index]!,
          readings: [...extended[index]!.readings, ...label.readings],
        }
    start += label?.length ?? 1
  }
  return extended
}
