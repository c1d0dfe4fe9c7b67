import { fold, isDotless, isPlain, lowerCase } from '../lib/fold.ts'
import type { Language } from '../lib/languages.ts'
import { Recent } from '../lib/recent.ts'
import { stemBy, stemmerOf } from './stem.ts'

/** The terms of one word. */
export type WordForms = {
  /** The stem in the language of the text. */
  readonly own: string
  /** The English stem of the folded word, by which every word is found in any language. */
  readonly english: string
  /** Stems of other spellings: "muenchen" of "München", "dangelo" of "D'Angelo". */
  readonly others: readonly string[]
  /** The stems of the parts between apostrophes: "o" and "brien" for "O'Brien". Empty without an apostrophe. */
  readonly parts: readonly string[]
  /** The folded word and its other spellings, unstemmed. */
  readonly written: readonly string[]
  /** As it is spelt, in lower case; null if it is never suggested. */
  readonly spelt: string | null
}

const MAX_TERM_CHARACTERS = 64
/** More than any real word has; the rest of a longer one is ignored. */
const MAX_WORD_CHARACTERS = 100
const CACHED_WORDS = 30_000

/**
 * Articles, prepositions and pronouns that Romance languages contract with the next word. They are removed in all
 * languages, because names with them occur in all ("d'Orsay").
 */
const ELIDED =
  /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|un|gl|(?:de|ne|a|da|su|co)(?:ll|gl)|quest|quell|bell|sant)'(?=..)/u
const DECADE = /^(\d+)'s$/
const ENDING = /'s?$/

/** Letters that are also spelt with two: Müller and Mueller, Ærø and Aeroe, Åbo and Aabo, Đoković and Djokovic. */
const SPELT_OUT: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa', đ: 'dj' }
const SPELLABLE = new RegExp(`[${Object.keys(SPELT_OUT).join('')}]`, 'g')

/**
 * Numbers and inventory numbers. They are not stemmed, and not cached because nearly every record has different ones.
 */
const NUMBER = /\d/
/** Words that corrections and completions may suggest: no initials, numbers or inventory numbers. */
export const SUGGESTED = /^[\p{L}\p{M}]{2,40}$/u
/** A number of ASCII letters and digits, which has only one form. */
const PLAIN_NUMBER = /^(?=\D*\d)[a-z\d]+$/

type Analyser = {
  readonly algorithm: string
  readonly isDotless: boolean
  /** Forms by words exactly as they are in texts. */
  readonly cache: Recent<WordForms>
}
const analysers = new Map<Language, Analyser>()

/** Returns the forms of a word in a text of this language. Results are cached. */
export function formsOf(word: string, language: Language): WordForms {
  const { algorithm, cache } = analyserOf(language)
  const cached = cache.get(word)
  if (cached) return cached
  const lower = lowerCase(word.slice(0, MAX_WORD_CHARACTERS), language)
  if (PLAIN_NUMBER.test(lower)) return formsOfNumber(lower)
  const forms = findForms(lower, algorithm)
  if (word.length <= MAX_WORD_CHARACTERS && !NUMBER.test(word)) cache.set(word, forms)
  return forms
}

/** Languages with the same stemmer and the same rules for lower case share an analyser. */
function analyserOf(language: Language): Analyser {
  const found = analysers.get(language)
  if (found) return found
  const kind = { algorithm: stemmerOf(language), isDotless: isDotless(language) }
  const same = [...analysers.values()].find(
    (other) => other.algorithm === kind.algorithm && other.isDotless === kind.isDotless,
  )
  const analyser = same ?? { ...kind, cache: new Recent(CACHED_WORDS) }
  analysers.set(language, analyser)
  return analyser
}

function formsOfNumber(lower: string): WordForms {
  const term = truncate(lower)
  return { own: term, english: term, others: [], parts: [], written: [term], spelt: null }
}

function findForms(lower: string, algorithm: string): WordForms {
  const whole = lower.replace(DECADE, '$1s').replace(ENDING, '')
  const divided = whole.replace(ELIDED, '')
  const base = divided.replaceAll("'", '')
  const folded = fold(base)
  const english = stemmed(folded)
  const name = algorithm === 'turkish' ? nameIn(whole) : null
  const others = [...otherSpellings(whole, base), ...(name === null ? [] : [name])].map(fold)
  const ownStem = (text: string) => (NUMBER.test(text) ? truncate(fold(text)) : stemOf(text, algorithm))
  const own = algorithm === 'english' ? english : ownStem(name ?? base)
  // People omit accents, and a stemmer then removes other endings.
  const unaccented = algorithm === 'english' || folded === base ? [] : [ownStem(folded)]
  const terms = distinct([...unaccented, ...others.map(stemmed)])
  return {
    own,
    english,
    others: terms.filter((term) => term !== english && term !== own),
    parts: divided === base ? [] : divided.split("'").map((part) => stemmed(fold(part))),
    written: distinct([folded, ...others].map(truncate)),
    spelt: SUGGESTED.test(divided) ? divided : null,
  }
}

/**
 * A shorter stem of a longer word may be a word of another language ("or" of Hungarian "orban"), so the name of the
 * stemmer is appended to it.
 */
const MIN_STEM_CHARACTERS = 3

function stemOf(word: string, algorithm: string): string {
  const stem = fold(stemBy(algorithm, word))
  return truncate(stem.length < MIN_STEM_CHARACTERS && stem !== fold(word) ? stem + algorithm : stem)
}

/** Turkish separates the endings of names with an apostrophe: "İstanbul'da" is the name and "in". */
const nameIn = (word: string): string | null => /^(..+?)'/u.exec(word)?.[1] ?? null

function otherSpellings(whole: string, base: string): string[] {
  const undivided = whole.replaceAll("'", '')
  const spelt = isPlain(base)
    ? base
    : base.normalize('NFC').replace(SPELLABLE, (letter) => SPELT_OUT[letter]!)
  return [undivided, spelt].filter((spelling) => spelling !== base)
}

const stemmed = (folded: string) =>
  truncate(isPlain(folded) && !NUMBER.test(folded) ? stemBy('english', folded) : folded)
const truncate = (term: string) => term.slice(0, MAX_TERM_CHARACTERS)
const distinct = (terms: readonly string[]) => [...new Set(terms)]
