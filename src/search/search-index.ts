import type { SearchQuery, SearchResult } from './query.ts'

/** What an index keeps of an asset. Texts are joined terms (`analyse`), so that every engine finds the same. */
export type IndexDocument = {
  readonly id: number
  readonly title: string
  readonly keywords: string
  readonly caption: string
  /** Artist, place, collection, people: what helps to find a picture without being said of it in words. */
  readonly context: string
  readonly family: string
  readonly orientation: string
  readonly fileType: string
  readonly graphicalStyle: string
  readonly collectionId: number
  readonly artistId: number | null
  readonly pixels: number
  /** What "newest" sorts by: when the picture was made, else when it came in. */
  readonly createdMs: number
  readonly keywordIds: readonly { readonly id: number; readonly type: string }[]
}

/**
 * A projection of the records, which may be thrown away and made anew at any time. It follows the change log:
 * `position` is the last change it has taken in, and `apply` moves it together with the documents, so a
 * follower that died starts again where it was and loses nothing.
 */
export type SearchIndex = {
  search(query: SearchQuery): Promise<SearchResult>
  position(): Promise<number>
  /** Replaces documents by id and moves to `position`; does nothing when the index is already further. */
  apply(batch: {
    documents: readonly IndexDocument[]
    removed: readonly number[]
    position: number
  }): Promise<void>
  clear(): Promise<void>
  close(): Promise<void>
}
