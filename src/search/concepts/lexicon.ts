import { findWordLanguages } from '../../catalogue/text-languages.ts'
import type { Db } from '../../db/database.ts'
import { DEFAULT_LANGUAGE, type Language } from '../../lib/languages.ts'
import { distinctReadings, phraseReadings, type QueryWord } from '../analysis.ts'
import type { Clause } from '../query.ts'
import { baseOf, type Concept, type Wording } from './concept.ts'
import { termsInLanguage } from './homographs.ts'
import { type Labels, labelsOf } from './labels.ts'
import { ownerConcepts } from './owner-concepts.ts'
import { shippedConcepts } from './shipped-concepts.ts'

/**
 * Finds the longest label of a concept with which these words begin. Returns its number of words, and readings of the
 * words that other languages have for the concept.
 */
export type Lexicon = (
  words: readonly QueryWord[],
) => { readonly length: number; readonly readings: Clause } | null

/** A lexicon without labels. */
export const NO_LEXICON: Lexicon = () => null

/** The maximum number of readings per label; further names of its concepts are ignored. */
const MAX_READINGS = 48

/**
 * Opens the lexicon for phrases: labels in the caller's language, with readings of the same concepts in English and in
 * the languages in which the library has texts. Of labels of equal length the owner's take precedence over the shipped
 * ones.
 */
export async function openLexicon(
  db: Db,
  { phrases, language }: { phrases: readonly string[]; language: Language },
): Promise<Lexicon> {
  if (phrases.every((phrase) => phrase.trim() === '')) return NO_LEXICON
  const { texts, labels } = await findWordLanguages(db)
  const languages = new Set([DEFAULT_LANGUAGE, ...texts].map(baseOf))
  const owned = labels.size === 0 ? [] : await ownerConcepts(db, phrases, language)
  const owners = labelsOf(owned, language)
  const others = new Set(languages)
  others.delete(baseOf(language))
  const shipped = others.size === 0 ? null : shippedLabels(language)
  return (words) => {
    const own = owners.longest(words)
    const found = shipped?.longest(words) ?? null
    const isOwn = own !== null && own.length >= (found?.length ?? 0)
    const label = isOwn ? own : found
    // NOTE: within one language the shipped words are not synonyms but broader or narrower ("plane", "airplane").
    return label && { length: label.length, readings: readingsOf(label.concepts, isOwn ? languages : others) }
  }
}

const shippedByLanguage = new Map<string, Labels>()

/** Returns the labels of the shipped concepts in one language. */
export function shippedLabels(language: Language): Labels {
  const base = baseOf(language)
  const labels = shippedByLanguage.get(base) ?? labelsOf(shippedConcepts(), base)
  shippedByLanguage.set(base, labels)
  return labels
}

function readingsOf(concepts: readonly Concept[], languages: ReadonlySet<string>): Clause {
  const readings = concepts
    .flat()
    .filter(({ language }) => languages.has(baseOf(language)))
    .flatMap(readingsOfWording)
  return distinctReadings(readings).slice(0, MAX_READINGS)
}

/** A name that may mean something else in other languages is searched for only in texts of its own language. */
function readingsOfWording({ text, language }: Wording): Clause {
  const terms = termsInLanguage(text, language)
  return terms.length > 0 ? terms.map((term) => [term]) : phraseReadings(text, [language])
}
