import stemmers from 'snowball-stemmers'
import type { Language } from '../lib/languages.ts'
import { baseOf } from './concepts/concept.ts'

/** Snowball stemmers by BCP 47 language. */
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

/**
 * Returns the stemmer for a language. Languages without one use the English stemmer, which changes few of their words.
 */
export function stemmerOf(language: Language): string {
  return ALGORITHMS[baseOf(language)] ?? 'english'
}

const stemmersByAlgorithm = new Map<string, { stem(word: string): string }>()

/** Returns the stem of a lower-case word by one of Snowball's algorithms. */
export function stemBy(algorithm: string, word: string): string {
  const stemmer = stemmersByAlgorithm.get(algorithm) ?? stemmers.newStemmer(algorithm)
  stemmersByAlgorithm.set(algorithm, stemmer)
  return stemmer.stem(word)
}
