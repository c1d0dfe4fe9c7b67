import irregularPlurals from 'irregular-plurals'
import { DEFAULT_LANGUAGE } from '../lib/languages.ts'
import type { QueryWord } from './analysis.ts'
import type { Clause } from './query.ts'
import { formsOf } from './word-forms.ts'

/**
 * A required clause of a phrase: a single word, or a quoted phrase or alternatives joined by `OR`, whose `word` is
 * null.
 */
export type PhraseClause = {
  readonly word: QueryWord | null
  readonly readings: Clause
  /** It was in double quotes and must match literally. */
  readonly isQuoted: boolean
}

/** Single letters that are words, and not parts of the next word. */
const ONE_LETTER_WORDS = new Set(['a', 'i'])

/**
 * Adds readings for single letters that may be parts of a word: "O Brien" is O'Brien, "e mail" is e-mail, "J F" is J.F.
 * Each of the clauses then also matches the whole word.
 */
export function joinLetters(clauses: readonly PhraseClause[]): PhraseClause[] {
  const joined = [...clauses]
  for (let start = 0; start < clauses.length; start++) {
    if (!isLetter(clauses[start])) continue
    let end = start + 1
    while (isLetter(clauses[end])) end++
    if (end === start + 1 && isWord(clauses[end])) end++
    const words = clauses.slice(start, end).map(({ word }) => word!.text)
    if (words.length < 2) continue
    const whole = [formsOf(words.join(''), DEFAULT_LANGUAGE).english]
    for (let index = start; index < end; index++)
      joined[index] = { ...clauses[index]!, readings: [...clauses[index]!.readings, whole] }
    start = end - 1
  }
  return joined
}

const isLetter = (clause: PhraseClause | undefined): boolean =>
  clause?.word != null && /^\p{L}$/u.test(clause.word.text) && !ONE_LETTER_WORDS.has(clause.word.text)

const isWord = (clause: PhraseClause | undefined): boolean =>
  clause?.word != null && /^\p{L}{2}/u.test(clause.word.text)

const counterparts = new Map<string, string>(
  [...irregularPlurals]
    .filter(([singular, plural]) => singular !== plural)
    .flatMap(([singular, plural]) => [
      [singular, plural],
      [plural, singular],
    ]),
)

/** Adds readings so that "woman" finds "women" and "mice" finds "mouse", which stemming does not achieve. */
export function withIrregularPlurals(clauses: readonly PhraseClause[]): PhraseClause[] {
  return clauses.map((it) => {
    const counterpart = it.word && counterparts.get(it.word.text)
    if (!counterpart) return it
    const term = formsOf(counterpart, DEFAULT_LANGUAGE).english
    return it.readings.some(([first, ...others]) => first === term && others.length === 0)
      ? it
      : { ...it, readings: [...it.readings, [term]] }
  })
}
