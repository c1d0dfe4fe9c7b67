import stemmers from 'snowball-stemmers'
import type { Language } from '../lib/languages.ts'

/** The stemmers of Snowball, by the language of BCP 47. */
const ALGORITHMS: Readonly<Record<string, string>> = {
  ar: 'arabic',
  ca: 'catalan',
  cs: 'czech',
  da: 'danish',
  de: 'german',
  en: 'english',
  es: 'spanish',
  eu: 'basque',
  fi: 'finnish',
  fr: 'french',
  ga: 'irish',
  hu: 'hungarian',
  hy: 'armenian',
  it: 'italian',
  nb: 'norwegian',
  nl: 'dutch',
  nn: 'norwegian',
  no: 'norwegian',
  pt: 'portuguese',
  ro: 'romanian',
  ru: 'russian',
  sl: 'slovene',
  sv: 'swedish',
  ta: 'tamil',
  tr: 'turkish',
}

/** Whose stems stand for a language: those without a stemmer are read as English is, which cuts little of their words. */
export function stemmerOf(language: Language): string {
  return ALGORITHMS[language.toLowerCase().split('-')[0]!] ?? 'english'
}

const known = new Map<string, { stem(word: string): string }>()

/** The stem of a word in lower case by one of Snowball's algorithms. */
export function stemBy(algorithm: string, word: string): string {
  const stemmer = known.get(algorithm) ?? stemmers.newStemmer(algorithm)
  known.set(algorithm, stemmer)
  return stemmer.stem(word)
}
