import type { MediaKind } from '../../db/tables/assets.ts'
import type { AssetSearch } from '../asset-search.ts'

/** What is suggested: words, by which a phrase finds, and names of what a filter finds. */
export const SUGGESTION_TYPES = ['word', 'place', 'person', 'event', 'artist', 'collection'] as const
/** One of these types. */
export type SuggestionType = (typeof SUGGESTION_TYPES)[number]

/** What was typed, and where suggestions are looked for. */
export type SuggestionRequest = {
  readonly phrase: string
  readonly mediaKind: MediaKind
  readonly families: AssetSearch['families']
  readonly types: readonly SuggestionType[]
  /** How many of each type are returned at most. */
  readonly limit: number
}

/** A way to complete what was typed. */
export type Suggestion = {
  readonly type: SuggestionType
  /** The word or name as it is written. */
  readonly name: string
  /** What was typed before it. */
  readonly before: string
  /** The id of what has the name; null for words. */
  readonly id: number | null
  /** The code of a collection; null for everything else. */
  readonly code: string | null
  /** How many assets have all words before, and this word or name. */
  readonly count: number
}

/** Orders suggestions: the most frequent ones first, equal ones by name. */
export const byCount = (a: Suggestion, b: Suggestion): number =>
  b.count - a.count || (a.name < b.name ? -1 : 1)
