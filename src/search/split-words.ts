import { isPlain } from '../lib/fold.ts'

/** A word, a run of characters of a script without spaces between words (Korean has few), or a symbol. */
export type Piece = { readonly kind: 'word' | 'run' | 'symbol'; readonly text: string }

const UNSPACED =
  '[[\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Hang}\\p{scx=Thai}\\p{scx=Khmr}\\p{scx=Laoo}\\p{scx=Mymr}]&&[\\p{L}\\p{N}\\p{M}]]'
const LETTER = `[[\\p{L}\\p{N}\\p{M}]--${UNSPACED}]`
const PIECES = new RegExp(
  `(?<run>${UNSPACED}+)|(?<word>${LETTER}+(?:'${LETTER}+)*)|(?<symbol>\\p{RI}\\p{RI}|[\\p{S}--[\\p{ASCII}\\p{Sk}\\u2044]])`,
  'gv',
)
const PLAIN_WORDS = /[a-z0-9]+(?:'[a-z0-9]+)*/gi
/** Letters separated by full stops: "U.S.", "J.F.K.", "U.S". */
const ACRONYM = /(?<![\p{L}\p{N}\p{M}'])(?:\p{L}\.)+\p{L}(?![\p{L}\p{N}\p{M}])\.?/gu

/** Returns a text with its acronyms written as one word. */
export function joinAcronyms(text: string): string {
  if (!text.includes('.')) return text
  return text.replace(ACRONYM, (acronym) => `${acronym.replaceAll('.', '')} `)
}

/** Splits a text whose spelling is normalised (`unifySpelling`) into pieces. */
export function splitWords(text: string): Piece[] {
  if (isPlain(text)) return (text.match(PLAIN_WORDS) ?? []).map((word) => ({ kind: 'word', text: word }))
  return [...text.matchAll(PIECES)].map(({ groups }) => {
    const { run, word, symbol } = groups as Record<Piece['kind'], string | undefined>
    return run !== undefined
      ? { kind: 'run', text: run }
      : word !== undefined
        ? { kind: 'word', text: word }
        : { kind: 'symbol', text: symbol! }
  })
}

/** Splits a run into characters, each with its combining marks. */
export const charactersOf = (run: string): string[] => run.match(/\P{M}\p{M}*/gu) ?? []

const segmenter = new Intl.Segmenter('und', { granularity: 'word' })

/** Splits a run into words by the dictionary of ICU. */
export function wordsOfRun(run: string): string[] {
  return [...segmenter.segment(run)].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment)
}
