import { fold, unifySpelling } from '../../lib/fold.ts'
import { splitWords } from '../split-words.ts'
import { formsOf } from '../word-forms.ts'
import { baseOf } from './concept.ts'
import { shippedConcepts } from './shipped-concepts.ts'

/** Words with at most this many letters are often spelt like words of other languages: Turkish "at" means horse. */
const MAX_SHORT_LETTERS = 4
const ENGLISH = 'en'

/**
 * Returns terms that mark a word as one of its language, for names of concepts that are probably also words of other
 * languages: short ones, and those that mean something else in English ("coin" is a corner in French). Other words have
 * none. Both the index and concepts use these terms, so that "horse" does not find every English text with "at" in it.
 */
export function termsInLanguage(text: string, language: string): string[] {
  const base = baseOf(language)
  const word = base === ENGLISH ? null : onlyWordOf(text)
  if (word === null) return []
  const ambiguous = ambiguousTerms(base)
  return termsOf(word, language)
    .filter((term) => ambiguous.has(term))
    .map((term) => `${base}0${term}`)
}

const ambiguousByLanguage = new Map<string, ReadonlySet<string>>()

/** The terms of all names of concepts in this language that may also be words of other languages. */
function ambiguousTerms(language: string): ReadonlySet<string> {
  const found = ambiguousByLanguage.get(language) ?? findAmbiguous(language)
  ambiguousByLanguage.set(language, found)
  return found
}

function findAmbiguous(language: string): ReadonlySet<string> {
  const english = new Set(namesIn(ENGLISH).map((name) => fold(name)))
  const names = namesIn(language).filter((name) => isShort(fold(name)) || english.has(fold(name)))
  return new Set(names.flatMap((name) => termsOf(name, language)))
}

/** The names of concepts in a language that are a single word. */
const namesIn = (base: string): string[] =>
  shippedConcepts()
    .flat()
    .filter(({ language }) => baseOf(language) === base)
    .map(({ text }) => onlyWordOf(text))
    .filter((word) => word !== null)

/** The only word of a text in a script with spaces between words; null for any other text. */
function onlyWordOf(text: string): string | null {
  const [piece, ...others] = splitWords(unifySpelling(text))
  return piece?.kind === 'word' && others.length === 0 ? piece.text : null
}

const isShort = (text: string) => [...text].length <= MAX_SHORT_LETTERS

function termsOf(word: string, language: string): string[] {
  const { own, english, others } = formsOf(word, language)
  return [...new Set([own, english, ...others])]
}
