import irregularPlurals from 'irregular-plurals'
import { DEFAULT_LANGUAGE } from '../lib/languages.ts'
import type { AskedWord } from './analysis.ts'
import type { Clause } from './query.ts'
import { formsOf } from './word-forms.ts'

/** What must be there: a word that stands alone, or what is quoted or joined by `OR`, of which `word` is null. */
export type Asked = {
  readonly word: AskedWord | null
  readonly clause: Clause
  /** Meant literally: it stood between double quotes. */
  readonly isQuoted: boolean
}

/** Words of one letter that nobody takes for a part of the word behind them. */
const WORDS_OF_ONE_LETTER = new Set(['a', 'i'])

/**
 * Reads letters that stand alone as parts of one word too: "O Brien" is O'Brien, "e mail" is e-mail, "J F" is J.F. Each
 * of them is met by the word as a whole.
 */
export function joinLetters(asked: readonly Asked[]): Asked[] {
  const joined = [...asked]
  for (let start = 0; start < asked.length; start++) {
    if (!isLetter(asked[start])) continue
    let end = start + 1
    while (isLetter(asked[end])) end++
    if (end === start + 1 && isWord(asked[end])) end++
    const words = asked.slice(start, end).map(({ word }) => word!.text)
    if (words.length < 2) continue
    const whole = [formsOf(words.join(''), DEFAULT_LANGUAGE).english]
    for (let index = start; index < end; index++)
      joined[index] = { ...asked[index]!, clause: [...asked[index]!.clause, whole] }
    start = end - 1
  }
  return joined
}

const isLetter = (asked: Asked | undefined): boolean =>
  asked?.word != null && /^\p{L}$/u.test(asked.word.text) && !WORDS_OF_ONE_LETTER.has(asked.word.text)

const isWord = (asked: Asked | undefined): boolean =>
  asked?.word != null && /^\p{L}{2}/u.test(asked.word.text)

const counterparts = new Map<string, string>(
  [...irregularPlurals]
    .filter(([singular, plural]) => singular !== plural)
    .flatMap(([singular, plural]) => [
      [singular, plural],
      [plural, singular],
    ]),
)

/** Lets "woman" find "women" and "mice" find "mouse", which no stemmer does. */
export function withIrregularPlurals(asked: readonly Asked[]): Asked[] {
  return asked.map((it) => {
    const counterpart = it.word && counterparts.get(it.word.text)
    if (!counterpart) return it
    const term = formsOf(counterpart, DEFAULT_LANGUAGE).english
    return it.clause.some(([first, ...others]) => first === term && others.length === 0)
      ? it
      : { ...it, clause: [...it.clause, [term]] }
  })
}
