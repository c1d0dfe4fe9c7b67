import { findTextLanguages } from '../../catalogue/text-languages.ts'
import type { Db } from '../../db/database.ts'
import { DEFAULT_LANGUAGE, type Language } from '../../lib/languages.ts'
import { type AskedWord, askedPhrase } from '../analysis.ts'
import type { Clause } from '../query.ts'
import { baseOf, type Concept, type Wording } from './concept.ts'
import { termsInLanguage } from './homographs.ts'
import { type Labels, labelsOf } from './labels.ts'
import { ownerConcepts } from './owner-concepts.ts'
import { shippedConcepts } from './shipped-concepts.ts'

/**
 * Finds the longest label of a concept with which these words begin: how many words it has, and the words that other
 * languages have for the same.
 */
export type Lexicon = (
  words: readonly AskedWord[],
) => { readonly length: number; readonly readings: Clause } | null

/** Knows no concepts. */
export const NO_LEXICON: Lexicon = () => null

/** A concept that a vocabulary gives more names than these is found by the first of them. */
const MAX_READINGS = 48

/**
 * The labels of the caller's language, with the words of the same concepts in English and in the languages that the
 * library has texts in. Of labels of one length the owner's vocabulary is asked before what comes with the program.
 */
export async function openLexicon(
  db: Db,
  { phrase, language }: { phrase: string; language: Language },
): Promise<Lexicon> {
  if (phrase.trim() === '') return NO_LEXICON
  const languages = new Set([DEFAULT_LANGUAGE, ...(await findTextLanguages(db))].map(baseOf))
  const owners = labelsOf(await ownerConcepts(db, phrase, language), language)
  const others = new Set(languages)
  others.delete(baseOf(language))
  const shipped = others.size === 0 ? null : shippedLabels(language)
  return (words) => {
    const own = owners.longest(words)
    const found = shipped?.longest(words) ?? null
    const isOwn = own !== null && own.length >= (found?.length ?? 0)
    const label = isOwn ? own : found
    // NOTE: within one language the shipped words are no synonyms but wider and narrower ones ("plane", "airplane").
    return label && { length: label.length, readings: readingsOf(label.concepts, isOwn ? languages : others) }
  }
}

const shippedByLanguage = new Map<string, Labels>()

/** The labels of the concepts that come with the program, in one language. */
export function shippedLabels(language: Language): Labels {
  const base = baseOf(language)
  const known = shippedByLanguage.get(base) ?? labelsOf(shippedConcepts(), base)
  shippedByLanguage.set(base, known)
  return known
}

function readingsOf(concepts: readonly Concept[], languages: ReadonlySet<string>): Clause {
  const readings = concepts
    .flat()
    .filter(({ language }) => languages.has(baseOf(language)))
    .flatMap(readingsOfWording)
  return [...new Map(readings.map((terms) => [terms.join(' '), terms])).values()].slice(0, MAX_READINGS)
}

/** A name that other languages may have for something else is looked for in texts of its own language alone. */
function readingsOfWording({ text, language }: Wording): Clause {
  const terms = termsInLanguage(text, language)
  return terms.length > 0 ? terms.map((term) => [term]) : askedPhrase(text, [language])
}
