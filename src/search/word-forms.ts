import { fold, isDotless, isPlain, lowerCase } from '../lib/fold.ts'
import type { Language } from '../lib/languages.ts'
import { Recent } from '../lib/recent.ts'
import { isSpellable } from './spelling/edits.ts'
import { stemBy, stemmerOf } from './stem.ts'

/** The terms of one word. */
export type WordForms = {
  /** The stem by the language of the text. */
  readonly own: string
  /** The stem that English gives the folded word, by which every word is found in whatever language it is asked for. */
  readonly english: string
  /** Stems of other spellings: "muenchen" of "München", "dangelo" of "D'Angelo". */
  readonly others: readonly string[]
  /** The stems of what its apostrophes divide: "o" and "brien" of "O'Brien"; none without an apostrophe. */
  readonly parts: readonly string[]
  /** The folded word and its other spellings, unstemmed. */
  readonly written: readonly string[]
  /** As it is spelt, in lower case; null when nobody misspells it, for it is no word of an alphabet. */
  readonly spelt: string | null
}

const MAX_TERM_CHARACTERS = 64
/** More than any word has; the rest of a longer one is left unread. */
const MAX_WORD_CHARACTERS = 100
const KEPT_WORDS = 30_000

/**
 * Articles, prepositions and pronouns that Romance languages write into the next word. Names carry them into texts of
 * other languages ("d'Orsay"), so they are cut in all.
 */
const ELIDED =
  /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|un|gl|(?:de|ne|a|da|su|co)(?:ll|gl)|quest|quell|bell|sant)'(?=..)/u
const DECADE = /^(\d+)'s$/
const ENDING = /'s?$/

/** Letters that some languages spell out with two: Müller and Mueller, Ærø and Aeroe, Åbo and Aabo, Đoković and Djokovic. */
const SPELT_OUT: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa', đ: 'dj' }
const SPELLABLE = new RegExp(`[${Object.keys(SPELT_OUT).join('')}]`, 'g')

/** Numbers and inventory numbers, of which nearly every record has others: they have no stems and are not kept. */
const NUMBER = /\d/
/** A number of ASCII letters and digits, which has one form. */
const PLAIN_NUMBER = /^(?=\D*\d)[a-z\d]+$/

type Reader = {
  readonly algorithm: string
  readonly isDotless: boolean
  /** Forms by words as they are spelt in texts, capitals included. */
  readonly known: Recent<WordForms>
}
const readers = new Map<Language, Reader>()

/** The forms of a word of a text in this language; those of many words are kept. */
export function formsOf(word: string, language: Language): WordForms {
  const { algorithm, known } = readerOf(language)
  const seen = known.get(word)
  if (seen) return seen
  const lower = lowerCase(word.slice(0, MAX_WORD_CHARACTERS), language)
  if (PLAIN_NUMBER.test(lower)) return formsOfNumber(lower)
  const forms = findForms(lower, algorithm)
  if (word.length <= MAX_WORD_CHARACTERS && !NUMBER.test(word)) known.set(word, forms)
  return forms
}

/** Languages with the same stemmer and the same lower case have the same forms. */
function readerOf(language: Language): Reader {
  const found = readers.get(language)
  if (found) return found
  const kind = { algorithm: stemmerOf(language), isDotless: isDotless(language) }
  const same = [...readers.values()].find(
    (reader) => reader.algorithm === kind.algorithm && reader.isDotless === kind.isDotless,
  )
  const reader = same ?? { ...kind, known: new Recent(KEPT_WORDS) }
  readers.set(language, reader)
  return reader
}

function formsOfNumber(lower: string): WordForms {
  const term = cut(lower)
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
  const ownStem = (text: string) => (NUMBER.test(text) ? cut(fold(text)) : stemOf(text, algorithm))
  const own = algorithm === 'english' ? english : ownStem(name ?? base)
  // People leave out accents, and a stemmer then finds other endings.
  const unaccented = algorithm === 'english' || folded === base ? [] : [ownStem(folded)]
  const terms = distinct([...unaccented, ...others.map(stemmed)])
  return {
    own,
    english,
    others: terms.filter((term) => term !== english && term !== own),
    parts: divided === base ? [] : divided.split("'").map((part) => stemmed(fold(part))),
    written: distinct([folded, ...others].map(cut)),
    spelt: isSpellable(divided) ? divided : null,
  }
}

/** What remains of a longer word says nothing outside of its language when it is shorter: "or" of Hungarian "orban". */
const SHORT_STEM = 3

function stemOf(word: string, algorithm: string): string {
  const stem = fold(stemBy(algorithm, word))
  return cut(stem.length < SHORT_STEM && stem !== fold(word) ? stem + algorithm : stem)
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
  cut(isPlain(folded) && !NUMBER.test(folded) ? stemBy('english', folded) : folded)
const cut = (term: string) => term.slice(0, MAX_TERM_CHARACTERS)
const distinct = (terms: readonly string[]) => [...new Set(terms)]
