import type { MediaKind } from '../db/tables/assets.ts'
import type { Lab } from '../lib/colour.ts'
import type { Clause, EventQuery, SearchQuery, SearchResult, TagKind } from './query.ts'

/** What an index keeps of an asset. Texts are terms joined by blanks (`indexText`), so that every engine finds the same. */
export type IndexDocument = {
  readonly id: number
  readonly title: string
  readonly keywords: string
  readonly caption: string
  /** Artist, place, collection, people, broader words: what helps to find a picture without being said of it. */
  readonly context: string
  /** All words of these texts as they are written, folded, each once. */
  readonly written: string
  /** Those of its words that can be misspelt, as they are spelt, in lower case; some more than once. */
  readonly spelt: readonly string[]
  readonly values: IndexValues
  readonly tags: readonly { readonly of: TagKind; readonly id: number; readonly type: string | null }[]
  /** Numbers of the countries where it is offered alone, or not at all; null is everywhere. */
  readonly territories: { readonly offered: boolean; readonly countries: readonly number[] } | null
  readonly colours: readonly { readonly lab: Lab; readonly share: number }[]
}

/** The latest moment that there is to JavaScript (ECMA-262, 21.4.1.1): what has no end ends then. */
export const NEVER_MS = 8_640_000_000_000_000

/** Whether others may embed an asset, as its record states it. */
export const EMBEDDING = { forbidden: 0, allowed: 1, notStated: 2 } as const

/** Fields with one value, which queries filter and sort by. */
export type IndexValues = {
  readonly mediaKind: MediaKind
  readonly family: string
  readonly orientation: string | null
  readonly fileType: string | null
  readonly graphicalStyle: string
  readonly brand: string
  readonly series: string | null
  readonly digitalSource: string | null
  readonly collectionId: number
  readonly artistId: number | null
  /** A value of EMBEDDING. */
  readonly embedding: number
  /** Number of its own country. */
  readonly country: number | null
  readonly pixels: number
  readonly qualityRank: number
  readonly popularity: number
  /** When the picture was made, by which "newest" sorts; what is not known comes after what is. */
  readonly createdMs: number | null
  /** 0 for what was never under embargo. */
  readonly visibleFromMs: number
  /** NEVER_MS for what may be seen for ever. */
  readonly visibleUntilMs: number
}

/** What an index keeps of an event. */
export type IndexEvent = {
  readonly id: number
  readonly name: string
  /** Place, parts of the news, keywords. */
  readonly context: string
  readonly startMs: number | null
  readonly segments: readonly number[]
}

/** Changes that are applied to the index at once. */
export type IndexBatch = {
  readonly documents: readonly IndexDocument[]
  readonly removed: readonly number[]
  readonly events: readonly IndexEvent[]
  readonly removedEvents: readonly number[]
  readonly position: number
}

/** What is asked of an index. */
export type SearchIndex = {
  search(query: SearchQuery): Promise<SearchResult>
  searchEvents(query: EventQuery): Promise<{ total: number; ids: number[] }>
  /** In how many assets a word occurs, in any of its readings. */
  countOf(clause: Clause): Promise<number>
  /**
   * Words of texts (`spelt`) that begin as this folded word does and are at most so many edits away (spelling/edits.ts).
   * The texts of some may have gone since.
   */
  nearWords(word: string, edits: number): Promise<string[]>
  /** The last change of the log that it has taken in. */
  position(): Promise<number>
}

/**
 * How an index is kept: a projection of the records, which may be thrown away and made anew at any time. It follows the
 * change log: `apply` moves its position together with the documents, so a follower that died starts again where it was
 * and loses nothing.
 */
export type SearchIndexWriter = Pick<SearchIndex, 'position'> & {
  /** Replaces documents by id and moves to `position`; does nothing when the index is already there or further. */
  apply(batch: IndexBatch): Promise<void>
  clear(): Promise<void>
}

/** What an adapter opens. */
export type OpenSearchIndex = SearchIndex & SearchIndexWriter & { close(): Promise<void> }
