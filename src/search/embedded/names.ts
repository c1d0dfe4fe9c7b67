import { NAME_KINDS } from '../completion.ts'
import type { IndexedName } from '../search-index.ts'
import { editsBetween } from '../spelling/edits.ts'
import { termBytes, termsWithPrefix } from './dictionary.ts'
import { tagKey, valueKey, writtenKey } from './keys.ts'
import type { Segment } from './segment.ts'
import type { ViewedSegment } from './view.ts'

/**
 * The words of labels are apart from those of texts, because only corrections suggest them; and so are words of texts that
 * are not in English, because they are suggested to whoever types in their language.
 */
export const KINDS = [...NAME_KINDS, 'label word', 'word in a language'] as const
type StoredKind = (typeof KINDS)[number]
/** The kinds of words of texts. */
export const WORD_KINDS = ['word', 'word in a language'] as const

/**
 * A segment stores words as they are spelt, and names, in a dictionary of their own: the kind, the folded text, and the
 * word or the id. So those of a kind that begin alike are adjacent.
 */
export type StoredName = { readonly kind: StoredKind; readonly folded: string; readonly value: string }

/** The kinds that are words, by which documents have them; the others have ids. */
const SPELT_KINDS = [...WORD_KINDS, 'label word'] as const
type SpeltKind = (typeof SPELT_KINDS)[number]

/** Returns whether names of a kind are words. */
export const isWordKind = (kind: StoredKind): kind is SpeltKind => SPELT_KINDS.some((it) => it === kind)

/** Between the folded text and the word or id, and between the language of a word and the word. */
export const SEPARATOR = '\t'
const FIRST_CODE = 'a'.charCodeAt(0)
/** The first character of each kind. */
const CODES = Object.fromEntries(KINDS.map((kind, at) => [kind, String.fromCharCode(FIRST_CODE + at)]))
/** Returns the index of the kind of names that begin with the character of this code. */
export const indexOfKind = (code: number): number => code - FIRST_CODE

/** Returns the beginning of stored names of a kind that begin with a folded text. */
export const storedPrefix = (kind: StoredKind, prefix: string): string => CODES[kind] + prefix

/** Returns the beginning of stored names of a kind with a folded text. */
export const storedText = (kind: StoredKind, folded: string): string => storedPrefix(kind, folded) + SEPARATOR

/** A word as it is spelt, and folded. */
export type SpeltWord = { readonly word: string; readonly folded: string }

/** Returns the form in which a segment stores a word as it is spelt. */
export const storedWord = ({ word, folded }: SpeltWord, language: string | null): string =>
  language === null
    ? storedText('word', folded) + word
    : storedText('word in a language', folded) + language + SEPARATOR + word

/** Returns the word that a name is, and the language of its text; null for English. */
export function speltWord({ kind, value }: StoredName): { word: string; language: string | null } {
  if (kind !== 'word in a language') return { word: value, language: null }
  const [language = '', word = ''] = value.split(SEPARATOR)
  return { word, language }
}

/** Returns the form in which a segment stores a word of a label. */
export const storedLabelWord = ({ word, folded }: SpeltWord): string =>
  storedText('label word', folded) + word

/** Returns the form in which a segment stores a name. */
export const storedName = ({ kind, folded, id }: IndexedName): string => storedText(kind, folded) + id

/** Returns the stored name with this number. */
export function nameAt({ memory, layout }: Segment, number: number): StoredName {
  const { buffer, byteOffset, length } = termBytes(memory, layout.names, number)
  const text = Buffer.from(buffer, byteOffset, length).toString()
  const end = text.indexOf(SEPARATOR)
  return {
    kind: KINDS[indexOfKind(text.charCodeAt(0))]!,
    folded: text.slice(1, end),
    value: text.slice(end + 1),
  }
}

/** Returns the term of the documents that have a word or name. */
export function termOfName({ kind, folded, value }: StoredName): string {
  return isWordKind(kind) ? writtenKey(folded) : keyOfName(kind, Number(value))
}

/** Returns the key of the documents that have a name which is not a word. */
export function keyOfName(kind: IndexedName['kind'], id: number): string {
  switch (kind) {
    case 'event':
    case 'artist':
      return tagKey(kind, id)
    case 'collection':
      return valueKey('collectionId', id)
    default:
      return tagKey('keyword', id)
  }
}

/** Returns the words that are at most `edits` edits away from a folded word: see the port. */
export function nearWords(segments: readonly ViewedSegment[], word: string, edits: number): string[] {
  const beginning = edits === 0 ? word : word.slice(0, 1)
  const near = new Set<string>()
  for (const { segment } of segments)
    for (const kind of SPELT_KINDS) {
      const { memory, layout } = segment
      const [from, to] = termsWithPrefix(memory, layout.names, storedPrefix(kind, beginning))
      for (let number = from; number < to; number++) {
        const name = nameAt(segment, number)
        const { folded } = name
        if (Math.abs(folded.length - word.length) > edits) continue
        if (editsBetween(word, folded, edits) <= edits) near.add(speltWord(name).word)
      }
    }
  return [...near]
}
