import { DEFAULT_LANGUAGE, type Language } from '../lib/languages.ts'
import { phraseReadings, queryWords } from './analysis.ts'
import type { Lexicon } from './concepts/lexicon.ts'
import { withConcepts } from './concepts/with-concepts.ts'
import { joinLetters, type PhraseClause, withIrregularPlurals } from './phrase-clauses.ts'
import type { Clause, TextQuery } from './query.ts'
import { type PhrasePart, readPhrase } from './read-phrase.ts'

/** More clauses than any real search has; the rest of a longer phrase is ignored. */
const MAX_CLAUSES = 64
/** A phrase with this many words is long: few pictures have all of them. */
const LONG_PHRASE = 4
/** If fewer pictures than this have all words of a long phrase, those with any of them are found too. */
const FEW_PICTURES = 50

/**
 * Parses a search phrase. Each word is a clause; words in double quotes must be adjacent and in order. A word may be in
 * the caller's language or in English, so a clause has the stems of both. Unless it is quoted, it also has the other
 * names that the lexicon has for it. Returns null for an empty phrase. A phrase without anything searchable ("!?") has
 * no clauses and finds nothing.
 */
export function parsePhrase(phrase: string, language: Language, lexicon: Lexicon): TextQuery | null {
  if (phrase.trim() === '') return null
  const reading = { languages: [...new Set([DEFAULT_LANGUAGE, language])], lexicon }
  const parts = readPhrase(phrase)
  const required = parts.filter(({ isExcluded }) => !isExcluded)
  const literal = joinLetters(clausesOf(required, reading))
  const isLong = literal.length >= LONG_PHRASE
  const extended = withConcepts(isLong ? literal : withIrregularPlurals(literal), lexicon)
  const clauses = distinct(extended.map(({ readings }) => readings))
  const [only] = literal
  const relaxedBelow = isLong && !required.some(({ isQuoted }) => isQuoted) ? FEW_PICTURES : 1
  return {
    match: 'all',
    clauses,
    excluded: distinct(parts.filter(({ isExcluded }) => isExcluded).map((part) => wholeOf(part, reading))),
    preferred: literal.length === 1 ? (only?.word?.written ?? []) : [],
    emphasised: isLong ? literal.flatMap(({ word }) => (word ? [word.written] : [])) : [],
    relaxedBelow: clauses.length < 2 ? 0 : relaxedBelow,
  }
}

type Reading = { readonly languages: readonly Language[]; readonly lexicon: Lexicon }

/** The clauses of required parts: one for each word, for each quoted phrase, and for alternatives joined by `OR`. */
function clausesOf(parts: readonly PhrasePart[], reading: Reading): PhraseClause[] {
  const clauses: PhraseClause[] = []
  parts.forEach((part, index) => {
    const before = clauses.at(-1)
    if (part.isAlternative && before) {
      clauses[clauses.length - 1] = { ...before, readings: [...before.readings, ...wholeOf(part, reading)] }
      return
    }
    const { isQuoted } = part
    const words = queryWords(part.text, reading.languages)
    if (parts[index + 1]?.isAlternative || (isQuoted && words.length > 1))
      clauses.push({ word: null, readings: wholeOf(part, reading), isQuoted })
    else clauses.push(...words.map((word) => ({ word, readings: word.readings, isQuoted })))
  })
  return clauses
}

/** The readings of a part as a whole: its words adjacent, or other names of its concept. */
function wholeOf({ text, isQuoted }: PhrasePart, { languages, lexicon }: Reading): Clause {
  const literal = phraseReadings(text, languages)
  const words = isQuoted ? [] : queryWords(text, languages)
  const label = words.length === 0 ? null : lexicon(words)
  return label?.length === words.length ? [...literal, ...label.readings] : literal
}

function distinct(clauses: readonly Clause[]): Clause[] {
  const byTerms = new Map(
    clauses.map((clause) => [clause.map((terms) => terms.join(' ')).join('|'), clause] as const),
  )
  byTerms.delete('')
  return [...byTerms.values()].slice(0, MAX_CLAUSES)
}
