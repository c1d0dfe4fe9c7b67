import { foldName } from '../../lib/text.ts'
import { DOUBLE_QUOTES, readPhrase } from '../read-phrase.ts'
import { wordStarts } from './name-starts.ts'

/** One way to understand an unfinished phrase: complete words, and the beginning of a name. */
export type TypedPhrase = {
  readonly before: string
  /** Folded like the names that it may be the beginning of (`nameStarts`). */
  readonly prefix: string
  /** Whether the beginning is a single unfinished word. */
  readonly isWord: boolean
}

/** The beginning of a name that is completed may have so many words. */
const MAX_WORDS = 4
/** Only the end of a long phrase is completed. */
const MAX_CHARACTERS = 200
const QUOTES = new RegExp(`[${DOUBLE_QUOTES}]`, 'g')
const ONE_WORD = /^[\p{L}\p{M}]+$/u

/**
 * Returns the ways to understand a phrase that is being typed, that with the longest beginning first: "old new yo" may
 * end with "old new yo", with "new yo" or with "yo". There are none where nothing can be completed: within quotes, and
 * in words that are excluded or alternatives.
 */
export function readTyped(phrase: string): TypedPhrase[] {
  if ((phrase.match(QUOTES)?.length ?? 0) % 2 === 1) return []
  const last = readPhrase(phrase).at(-1)
  if (!last || last.isQuoted || last.isExcluded || last.isAlternative) return []
  const cut = Math.max(0, phrase.length - MAX_CHARACTERS)
  const starts = wordStarts(phrase.slice(cut)).map((start) => cut + start)
  return starts.slice(-MAX_WORDS).flatMap((start) => {
    const typed = phrase.slice(start)
    if (typed.search(QUOTES) >= 0 || /\s-|\s(?:NOT|OR)\s/.test(typed)) return []
    const prefix = foldName(typed)
    if (prefix === '') return []
    return { before: phrase.slice(0, start).trimEnd(), prefix, isWord: ONE_WORD.test(prefix) }
  })
}
