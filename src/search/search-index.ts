import type { MediaKind } from '../db/tables/assets.ts'
import type { RecordsPosition } from '../db/tables/changes.ts'
import type { Lab } from '../lib/colour.ts'
import type { Completion, CompletionQuery, NameKind } from './completion.ts'
import type { Explanation } from './explanation.ts'
import type { Clause, EventQuery, FacetQueries, SearchQuery, SearchResult, TagKind } from './query.ts'

/** What an index stores of an asset. Its texts are those of their parts, one after the other. */
export type IndexDocument = {
  readonly id: number
  readonly title: readonly IndexedPart[]
  readonly keywords: readonly IndexedPart[]
  readonly caption: readonly IndexedPart[]
  /**
   * Artist, collection, places, people, broader keywords, identifiers: texts that do not describe the picture itself.
   */
  readonly context: readonly IndexedPart[]
  readonly values: IndexValues
  /** Besides those of its parts. */
  readonly tags: readonly IndexedTag[]
  /**
   * The numbers of the countries in which alone it is offered (`offered`), or in which it is not; null is everywhere.
   */
  readonly territories: { readonly offered: boolean; readonly countries: readonly number[] } | null
  readonly colours: readonly { readonly lab: Lab; readonly share: number }[]
}

/** What an index stores of a title, a keyword, an artist. */
export type IndexedPart = {
  /**
   * Whether it is of something that many documents have, such as a keyword. Most of these have the same object then, so that an
   * engine need not look up its terms again for each of them.
   */
  readonly isCommon: boolean
  /** Its terms in order (`indexText`), so that every engine finds the same; none is empty or contains a space. */
  readonly terms: readonly string[]
  /** Its words as they are written, folded. */
  readonly written: readonly string[]
  /** Those of its words that may be suggested, in lower case; may contain duplicates. */
  readonly spelt: readonly string[]
  /** The language of these words without its country; null for English. */
  readonly speltIn: string | null
  /** Like `spelt`, of the labels of a keyword, whose languages nobody may have typed in. Corrections alone suggest them. */
  readonly labelWords: readonly string[]
  /** Names by which typed texts are completed. */
  readonly names: readonly IndexedName[]
  readonly tags: readonly IndexedTag[]
}

/** A keyword, event, segment or artist of a document; keywords have a type, which facets count. */
export type IndexedTag = { readonly of: TagKind; readonly id: number; readonly type: string | null }

/** A name of a document: the kind and the id of what has it, and the folded name from one of its words on (`nameStarts`). */
export type IndexedName = {
  readonly kind: Exclude<NameKind, 'word'>
  readonly id: number
  readonly folded: string
}

/** Stands for "never expires": the latest time that JavaScript can represent (ECMA-262, 21.4.1.1). */
export const NEVER_MS = 8_640_000_000_000_000

/** Whether other sites may embed an asset according to its record. */
export const EMBEDDING = { forbidden: 0, allowed: 1, notStated: 2 } as const

/** Stands for the licence model of an asset whose record states none. */
export const LICENSE_NOT_STATED = 'not stated'

/** The single-valued fields by which queries filter and sort. */
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
  /** A licence model of catalogue/trade-lists.ts, or LICENSE_NOT_STATED. */
  readonly licenseModel: string
  /** The number of the country in which the picture was made. */
  readonly country: number | null
  /** 0 without a file; null for videos, of which no filter asks. */
  readonly pixels: number | null
  readonly qualityRank: number
  readonly popularity: number
  /** When the picture was made, by which "newest" sorts. Pictures without a date come last. */
  readonly createdMs: number | null
  /** The end of the embargo; 0 if there was none. */
  readonly visibleFromMs: number
  /** The expiry; NEVER_MS if there is none. */
  readonly visibleUntilMs: number
  /** Whether all people and property shown are released: 1 or 0. */
  readonly isReleased: number
  /** Whether iStock alone offers it: 1 or 0; null if it was not stated. */
  readonly isExclusive: number | null
  /** Of videos, if they are known; null for images. */
  readonly clipMs: number | null
  readonly frameRate: string | null
  readonly aspectRatio: string | null
  /** The shorter side of a frame in pixels. */
  readonly lines: number | null
  readonly videoType: string | null
}

/** What an index stores of an event. */
export type IndexEvent = {
  readonly id: number
  readonly name: readonly string[]
  /** Place, type, segments, keywords. */
  readonly context: readonly string[]
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

/**
 * How many changes an index is given at once while it is behind: as many as take about `targetMs`, within these limits.
 * Larger batches cost less per change, but nothing of a batch can be found before its end.
 */
export type BatchSize = {
  readonly minChanges: number
  readonly maxChanges: number
  readonly targetMs: number
}

/** The port to a search engine: the half that reads. */
export type SearchIndex = {
  search<F extends FacetQueries>(query: SearchQuery<F>): Promise<SearchResult<F>>
  searchEvents(query: EventQuery): Promise<{ total: number; ids: number[] }>
  /** Returns the number of assets in which a word occurs, in any of its readings. */
  countOf(clause: Clause): Promise<number>
  /**
   * Returns words of texts (`spelt`) and labels that begin with the same letter as this folded word and are at most `edits`
   * edits away (spelling/edits.ts), in any order. Some may no longer occur in any text.
   */
  nearWords(word: string, edits: number): Promise<string[]>
  /** Returns how a text may go on: see `Completion`. */
  complete(query: CompletionQuery): Promise<Completion[]>
  /** Explains the scores of those of these assets that a query for the best match of a text finds, in this order. */
  explain(query: SearchQuery, ids: readonly number[]): Promise<Explanation[]>
  /** Returns the position in the change log up to which the index is current. */
  position(): Promise<number>
}

/**
 * The half of the port that writes. An index is a projection of the records that can be rebuilt at any time. It follows
 * the change log: `apply` updates documents and position together, so a follower that was killed continues where it
 * stopped.
 */
export type SearchIndexWriter = Pick<SearchIndex, 'position'> & {
  readonly batchSize: BatchSize
  /** Returns the revision of the records that the index was made of: a restored snapshot increments it. */
  revision(): Promise<number>
  /** Replaces documents by id and sets the position. Does nothing if the index is already at `position` or beyond. */
  apply(batch: IndexBatch): Promise<void>
  /**
   * Waits until what else updates the index has reached this point of the records: a thread of this process, or a server in
   * another process, whose progress `onPosition` is told. Returns null if nothing else updates it, and false if the server
   * makes no progress.
   */
  untilUpdatedElsewhere(
    point: RecordsPosition,
    onPosition: (position: number) => void,
  ): Promise<boolean | null>
  /**
   * Empties the index, to be filled from records of this revision. An index that several nodes search may find what it had until it
   * has come to the position `until`.
   */
  clear(revision: number, until?: number): Promise<void>
}

/** An open index, as adapters return it. */
export type OpenedIndex = SearchIndex &
  SearchIndexWriter & {
    /** Returns why the thread that updates the index could not save it; null if it could. Nothing is lost by that. */
    unsaved(): string | null
    /** Leaves all updates to a thread of this process. */
    follow(thread: UpdatingThread): FollowingIndex
    close(): Promise<void>
  }

/** How an index follows the thread that updates it. */
export type FollowingIndex = {
  /** Takes in what the thread sends, which is what has changed since its last message. */
  readonly receive: (message: unknown) => void
  /** Returns a message with all that was received, for another thread that begins to receive; null if nothing was. */
  readonly whole: () => unknown
  /** Resolves when what was saved of the index can be searched. */
  readonly loaded: Promise<void>
  /** Ends it when the thread has ended. */
  readonly end: () => void
}

/** The thread that updates an index, as one that reads it sees it (`serve/index-thread.ts`). */
export type UpdatingThread = Pick<IndexSharing, 'versions'> & {
  /** The number of the thread that reads, from 0. */
  readonly reader: number
  /** Asks the other thread to look for changes now. */
  readonly wake: () => void
}

/** An index as the thread that updates it sees it. */
export type FollowedIndex = SearchIndexWriter & {
  /** Does what may take long, while changes can be applied. */
  maintain(): Promise<void>
  close(): Promise<void>
}

/** How a thread that updates an index shares it with the threads that read it. */
export type IndexSharing = {
  /** How many threads read it. */
  readonly threads: number
  /** Which version of it each of them reads, 4 bytes each (`embedded/reader-versions.ts`). */
  readonly versions: SharedArrayBuffer
  /** Sends a message to them, which they pass to the function that `follow` returns. */
  readonly publish: (message: unknown) => void
  /** Is told that the index could not be saved. */
  readonly onUnsaved: (reason: string) => void
  /** Whether this process alone updates what is kept of the index. */
  readonly isOwner: () => boolean
}
