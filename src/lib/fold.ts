import anyAscii from 'any-ascii'
import traditionalToSimplified from 'opencc-js/dict/TSCharacters'
import type { Language } from './languages.ts'

const PLAIN = /^[\x00-\x7f]*$/
/**
 * Characters typed as an apostrophe, and the letters of that shape in Hawaiian, Ukrainian and transliterated Arabic: all
 * are treated alike.
 */
const APOSTROPHES = /[`\u00b4\u02bb-\u02bf\u2018\u2019\u201b\u2032\uff07]/g
/** Trademark and copyright signs, which NFKC would turn into letters ("Kodak™" is not "KodakTM"). */
const OWNERSHIP = /[\u00a9\u00ae\u2120\u2122]/g
/** Soft hyphens, joiners, directions, variation selectors, skin tones and key caps: nobody searches for these. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}|[\u{1f3fb}-\u{1f3ff}]|\u20e3/gu
/** Hebrew abbreviation marks, which people leave out, and the Arabic character that only widens a word. */
const ORNAMENTS = /[\u05f3\u05f4\u0640]/g

/** Scripts whose marks are accents or optional vowels. In other scripts marks carry meaning and stay. */
const OPTIONAL_MARKS =
  /([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}])\p{M}+/gu
const LATIN_BEYOND_ASCII = /[[\p{Script=Latin}]--[a-z]]/gv
const HAN = /\p{Script=Han}/gu
const ARABIC = /\p{Script=Arabic}/u
/** Letters that Arabic, Persian and Urdu write in more than one way (Lucene's Arabic and Persian normalisation). */
const ARABIC_LETTERS: Readonly<Record<string, string>> = {
  '\u0671': '\u0627',
  '\u0629': '\u0647',
  '\u0649': '\u064a',
  '\u06cc': '\u064a',
  '\u06d2': '\u064a',
  '\u06a9': '\u0643',
  '\u06c1': '\u0647',
  '\u06d5': '\u0647',
}

const simplified = new Map(
  traditionalToSimplified.split('|').map((pair) => pair.split(' ') as [string, string]),
)

/** Languages in which the lower case of I has no dot, and that of İ has one (Unicode SpecialCasing). */
const DOTLESS = /^(?:tr|az)\b/

/** Returns whether a language distinguishes dotted and dotless i. */
export const isDotless = (language: Language): boolean => DOTLESS.test(language)

/** Returns whether a text is ASCII only. */
export const isPlain = (text: string): boolean => PLAIN.test(text)

/**
 * Normalises spelling: compatibility forms (NFKC), a single apostrophe character, no format characters or ornaments. Case
 * and accents are kept.
 */
export function unifySpelling(text: string): string {
  if (isPlain(text)) return text.replaceAll('`', "'")
  const unified = text.replace(APOSTROPHES, "'").replace(OWNERSHIP, ' ').normalize('NFKC')
  return unified.replace(INVISIBLE, '').replace(ORNAMENTS, '')
}

/** Lower case by the rules of the language. */
export function lowerCase(word: string, language: Language): string {
  return isDotless(language) ? word.toLocaleLowerCase('tr') : word.toLowerCase()
}

/**
 * The form in which lower-case words are compared: without accents and optional vowels, Latin letters that do not
 * decompose (ł, ø, æ, þ, ı …) as ASCII, Chinese in simplified characters.
 */
export function fold(word: string): string {
  if (isPlain(word)) return word
  const bare = word.normalize('NFD').replace(OPTIONAL_MARKS, '$1').normalize('NFC')
  const latin = bare.replace(LATIN_BEYOND_ASCII, anyAscii).replaceAll('ς', 'σ').toLowerCase()
  if (ARABIC.test(latin)) return [...latin].map((letter) => ARABIC_LETTERS[letter] ?? letter).join('')
  return latin.replace(HAN, (character) => simplified.get(character) ?? character)
}

/** The form in which a text of unknown language is compared: normalised, lower case, folded. */
export const foldText = (text: string): string => fold(unifySpelling(text).toLowerCase())
