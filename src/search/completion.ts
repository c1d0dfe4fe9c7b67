import type { Language } from '../lib/languages.ts'
import type { Filter, TextQuery } from './query.ts'

/** What can be completed: words of texts, and the names of keywords, events, artists and collections. */
export const NAME_KINDS = ['word', 'keyword', 'place', 'person', 'event', 'artist', 'collection'] as const
/** One of these kinds. */
export type NameKind = (typeof NAME_KINDS)[number]

/** A query for words and names that begin with a text, among the assets that a search finds. */
export type CompletionQuery = {
  /** Folded; not empty. */
  readonly prefix: string
  readonly kinds: readonly NameKind[]
  /** The assets among which words and names are looked for; as in `SearchQuery`. */
  readonly text: TextQuery | null
  readonly filters: readonly Filter[]
  /** The language of whoever types: words of texts in other languages than this and English are returned only if there are no others. */
  readonly language: Language
  /** How many of each kind are returned at most: the most frequent ones. */
  readonly limit: number
}

/** A word, in one of the ways in which it is spelt, or what has a name; with the exact number of assets that have it. */
export type Completion =
  | { readonly kind: 'word'; readonly word: string; readonly count: number }
  | { readonly kind: Exclude<NameKind, 'word'>; readonly id: number; readonly count: number }
