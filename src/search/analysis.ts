import stemmers from 'snowball-stemmers'
import { withoutDiacritics } from '../lib/text.ts'

/** Scripts that put no blanks between words: their runs go through the dictionary of `Intl.Segmenter`. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}\p{Script=Myanmar}]/u
const WORD = /[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu
const PLAIN = /^[\x00-\x7f]*$/
const MAX_TERM_CHARACTERS = 64
const MAX_KEPT_STEMS = 100_000

const segmenter = new Intl.Segmenter('und', { granularity: 'word' })
const english = stemmers.newStemmer('english')
const stems = new Map<string, string>()

/**
 * The terms of a text, in order: the one analysis that records and queries share, so that every index finds
 * the same. Lower case, compatibility forms made one, no diacritics on Latin, Greek and Cyrillic, possessives
 * dropped, words of unspaced scripts segmented, English stems (Snowball). A term has letters and digits only.
 */
export function analyse(text: string): string[] {
  const terms: string[] = []
  const plain = PLAIN.test(text)
  const folded = plain ? text.toLowerCase() : withoutDiacritics(text.normalize('NFKC').toLowerCase())
  for (const [word] of folded.matchAll(WORD)) {
    if (plain || !UNSPACED.test(word)) terms.push(stem(word))
    else for (const part of segmenter.segment(word)) if (part.isWordLike) terms.push(part.segment)
  }
  return terms
}

function stem(word: string): string {
  const known = stems.get(word)
  if (known !== undefined) return known
  const bare = word.replace(/['’]s?$/, '').replace(/['’]/g, '')
  const found = english.stem(bare).slice(0, MAX_TERM_CHARACTERS)
  if (stems.size >= MAX_KEPT_STEMS) stems.clear()
  stems.set(word, found)
  return found
}
