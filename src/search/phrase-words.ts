import { DOUBLE_QUOTES, OPERATORS } from './read-phrase.ts'

/** A quoted phrase, or text without spaces. */
const TOKEN = new RegExp(
  `[${DOUBLE_QUOTES}][^${DOUBLE_QUOTES}]*[${DOUBLE_QUOTES}]?|[^\\s${DOUBLE_QUOTES}]+`,
  'g',
)
/** A word with the brackets and punctuation around it. */
const WORD = /^(?<before>[([{¿¡]*)(?<word>\p{L}[\p{L}\p{M}]+)(?<after>[)\]},.;:!?]*)$/u

/** A word of a search phrase that another one may replace. */
export type PhraseWord = {
  readonly word: string
  /** Where it is in the phrase. */
  readonly start: number
  readonly end: number
  /** The number of the token that it is, so that adjacent words can be told. */
  readonly token: number
}

/** Returns the words of a phrase except quoted and excluded ones, operators, numbers and file names. */
export function replaceableWords(phrase: string): PhraseWord[] {
  const tokens = [...phrase.matchAll(TOKEN)]
  return tokens.flatMap(({ 0: text, index }, token) => {
    const groups = WORD.exec(text)?.groups as Record<'before' | 'word' | 'after', string> | undefined
    if (!groups || OPERATORS.has(text) || tokens[token - 1]?.[0] === 'NOT') return []
    const start = index + groups.before.length
    return [{ word: groups.word, start, end: start + groups.word.length, token }]
  })
}

/** Replaces parts of a phrase that do not overlap. */
export function withReplacements(
  phrase: string,
  replacements: readonly { readonly start: number; readonly end: number; readonly by: string }[],
): string {
  return replacements
    .toSorted((a, b) => b.start - a.start)
    .reduce((text, { start, end, by }) => text.slice(0, start) + by + text.slice(end), phrase)
}
