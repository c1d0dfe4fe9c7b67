import stemmers from 'snowball-stemmers'
import type { Language } from '../lib/languages.ts'
import { withoutDiacritics } from '../lib/text.ts'

/** Scripts that put no blanks between words: their runs go through the dictionary of `Intl.Segmenter`. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}\p{Script=Myanmar}]/u
const WORD = /[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu
const PLAIN = /^[\x00-\x7f]*$/
const MAX_TERM_CHARACTERS = 64
const MAX_KEPT_STEMS = 100_000

/** The stemmers of Snowball for the languages of answers; words of the others stay as they are. */
const ALGORITHMS: Readonly<Record<string, string>> = {
  cs: 'czech',
  de: 'german',
  en: 'english',
  es: 'spanish',
  fi: 'finnish',
  fr: 'french',
  hu: 'hungarian',
  it: 'italian',
  nl: 'dutch',
  pt: 'portuguese',
  ro: 'romanian',
  ru: 'russian',
  sv: 'swedish',
  tr: 'turkish',
}

/** Articles and prepositions that French and Italian write into the next word: "l'eau", "dell'arte". */
const ELIDED = /^(?:[cdjlmnst]|qu|un|dell|nell|all|sull|dall|quest)['’]/

const segmenter = new Intl.Segmenter('und', { granularity: 'word' })
const stemsByAlgorithm = new Map<string | null, (word: string) => string>()

/**
 * The terms of a text, in order: the one analysis that records and queries share, so that every index finds
 * the same. Lower case, compatibility forms made one, no diacritics on Latin, Greek and Cyrillic, possessives
 * dropped, words of unspaced scripts segmented, stems of the text's language (Snowball). A term has letters and
 * digits only.
 */
export function analyse(text: string, language: Language = 'en'): string[] {
  const stem = stemOf(language)
  const terms: string[] = []
  const plain = PLAIN.test(text)
  const folded = plain ? text.toLowerCase() : text.normalize('NFKC').toLowerCase()
  for (const [word] of folded.matchAll(WORD)) {
    if (plain || !UNSPACED.test(word)) terms.push(stem(word))
    else for (const part of segmenter.segment(word)) if (part.isWordLike) terms.push(part.segment)
  }
  return terms
}

/** The stemmer of a language, which remembers what it has seen. Diacritics go after the stem, which knows by them. */
function stemOf(language: Language): (word: string) => string {
  const algorithm = ALGORITHMS[language.split('-')[0]!] ?? null
  const known = stemsByAlgorithm.get(algorithm)
  if (known) return known
  const elides = algorithm === 'french' || algorithm === 'italian'
  const stemmer = algorithm === null ? null : stemmers.newStemmer(algorithm)
  const stems = new Map<string, string>()
  const stem = (word: string) => {
    const seen = stems.get(word)
    if (seen !== undefined) return seen
    const bare = (elides ? word.replace(ELIDED, '') : word).replace(/['’]s?$/, '').replace(/['’]/g, '')
    const found = withoutDiacritics(stemmer?.stem(bare) ?? bare).slice(0, MAX_TERM_CHARACTERS)
    if (stems.size >= MAX_KEPT_STEMS) stems.clear()
    stems.set(word, found)
    return found
  }
  stemsByAlgorithm.set(algorithm, stem)
  return stem
}
