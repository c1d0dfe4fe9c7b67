import { fold, unifySpelling } from '../../lib/fold.ts'
import { splitWords } from '../split-words.ts'
import { formsOf } from '../word-forms.ts'
import { baseOf } from './concept.ts'
import { shippedConcepts } from './shipped-concepts.ts'

/** Words of at most so many letters are often spelt like words of other languages: Turkish "at" is a horse. */
const SHORT = 4
const ENGLISH = 'en'

/**
 * Terms that a word has in its own language alone, for names of concepts that are likely to be words of other languages
 * too: short ones, and those that English has for something else ("coin" is a corner in French). None for any other
 * word. Indexes and concepts both use them, so that "horse" does not find every English text with "at" in it.
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

const known = new Map<string, ReadonlySet<string>>()

/** The terms of all names of concepts in this language that may be other words elsewhere. */
function ambiguousTerms(language: string): ReadonlySet<string> {
  const found = known.get(language) ?? findAmbiguous(language)
  known.set(language, found)
  return found
}

function findAmbiguous(language: string): ReadonlySet<string> {
  const english = new Set(namesIn(ENGLISH).map((name) => fold(name)))
  const names = namesIn(language).filter((name) => isShort(fold(name)) || english.has(fold(name)))
  return new Set(names.flatMap((name) => termsOf(name, language)))
}

/** The names of concepts in a language that are one word. */
const namesIn = (base: string): string[] =>
  shippedConcepts()
    .flat()
    .filter(({ language }) => baseOf(language) === base)
    .map(({ text }) => onlyWordOf(text))
    .filter((word) => word !== null)

/** The word that a text consists of, in a script that writes blanks between words; null when it is anything else. */
function onlyWordOf(text: string): string | null {
  const [piece, ...others] = splitWords(unifySpelling(text))
  return piece?.kind === 'word' && others.length === 0 ? piece.text : null
}

const isShort = (text: string) => [...text].length <= SHORT

function termsOf(word: string, language: string): string[] {
  const { own, english, others } = formsOf(word, language)
  return [...new Set([own, english, ...others])]
}
