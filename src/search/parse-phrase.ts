import { DEFAULT_LANGUAGE, type Language } from '../lib/languages.ts'
import { askedPhrase, askedWords } from './analysis.ts'
import { type Asked, joinLetters, withIrregularPlurals } from './asked.ts'
import { type Lexicon, NO_LEXICON } from './concepts/lexicon.ts'
import { withConcepts } from './concepts/with-concepts.ts'
import type { Clause, TextQuery } from './query.ts'
import { type PhrasePart, readPhrase } from './read-phrase.ts'

/** More clauses than any real search has; the rest of a longer phrase is left unread. */
const MAX_CLAUSES = 64
/** From so many words on, few pictures have all that somebody thought of. */
const LONG_PHRASE = 4
/** Of a long phrase, so few pictures that have all of its words are not enough. */
const FEW_PICTURES = 50

/**
 * Reads what a person typed. Each word is a clause; words between double quotes must stand side by side in that order.
 * A word may be of the person's language or of the library's, so where their stems differ, either will do; and what the
 * lexicon knows by other names is found by these too, unless it is quoted. `null` when nothing was typed; a phrase of
 * which nothing can be searched ("!?") has no clauses and finds nothing.
 */
export function parsePhrase(
  phrase: string,
  language: Language = DEFAULT_LANGUAGE,
  lexicon: Lexicon = NO_LEXICON,
): TextQuery | null {
  if (phrase.trim() === '') return null
  const reading = { languages: [...new Set([DEFAULT_LANGUAGE, language])], lexicon }
  const parts = readPhrase(phrase)
  const wanted = parts.filter(({ isLeftOut }) => !isLeftOut)
  const asked = joinLetters(askedOf(wanted, reading))
  const isLong = asked.length >= LONG_PHRASE
  const read = withConcepts(isLong ? asked : withIrregularPlurals(asked), lexicon)
  const clauses = distinct(read.map(({ clause }) => clause))
  const [only] = asked
  return {
    match: 'all',
    clauses,
    without: distinct(parts.filter(({ isLeftOut }) => isLeftOut).map((part) => clauseOf(part, reading))),
    first: asked.length === 1 ? (only?.word?.written ?? []) : [],
    anyBelow: clauses.length < 2 ? 0 : isLong && !wanted.some(({ isQuoted }) => isQuoted) ? FEW_PICTURES : 1,
  }
}

type Reading = { readonly languages: readonly Language[]; readonly lexicon: Lexicon }

/** The clauses of parts that must be there: one for each word, for what is quoted, and for what `OR` joins. */
function askedOf(parts: readonly PhrasePart[], reading: Reading): Asked[] {
  const asked: Asked[] = []
  parts.forEach((part, index) => {
    const before = asked.at(-1)
    if (part.isAlternative && before) {
      asked[asked.length - 1] = { ...before, clause: [...before.clause, ...clauseOf(part, reading)] }
      return
    }
    const { isQuoted } = part
    const words = askedWords(part.text, reading.languages)
    if (parts[index + 1]?.isAlternative || (isQuoted && words.length > 1))
      asked.push({ word: null, clause: clauseOf(part, reading), isQuoted })
    else asked.push(...words.map((word) => ({ word, clause: word.readings, isQuoted })))
  })
  return asked
}

/** A part of a phrase that is a whole: its words side by side, or what else its concept is called. */
function clauseOf({ text, isQuoted }: PhrasePart, { languages, lexicon }: Reading): Clause {
  const literal = askedPhrase(text, languages)
  const words = isQuoted ? [] : askedWords(text, languages)
  const label = words.length === 0 ? null : lexicon(words)
  return label?.length === words.length ? [...literal, ...label.readings] : literal
}

function distinct(clauses: readonly Clause[]): Clause[] {
  const known = new Map(
    clauses.map((clause) => [clause.map((terms) => terms.join(' ')).join('|'), clause] as const),
  )
  known.delete('')
  return [...known.values()].slice(0, MAX_CLAUSES)
}
