import type { Lab } from '../lib/colour.ts'

/**
 * What may be asked of an index, validated and in our own words: an adapter compiles it and never sees HTTP.
 * Everything that decides whether an asset may be seen is a filter here, so that totals and facets are true.
 */
export type SearchQuery = {
  readonly text: TextQuery | null
  /** Only what shares a tag with another asset; best match is what shares most. */
  readonly like?: Likeness
  readonly filters: readonly Filter[]
  readonly sort: SortOrder
  /** Whether what has a file comes before records that have none, whatever the order. */
  readonly picturedFirst?: boolean
  /** Number of a country (catalogue/territories.ts) whose own assets best match lifts. */
  readonly lift?: number | null
  readonly page: { readonly offset: number; readonly size: number }
  readonly facets: readonly FacetQuery[]
}

/** Without any clause, wanted or left out, nothing is found. */
export type TextQuery = {
  readonly match: 'all' | 'any'
  readonly clauses: readonly Clause[]
  /** What is found has none of these. */
  readonly without: readonly Clause[]
  /** Words as they are written (`AskedWord`): by best match, what has one of them comes before what has none. */
  readonly first: readonly string[]
  /** When fewer have all of the clauses, any of them will do. */
  readonly anyBelow: number
}

/**
 * Readings of one word or of one quoted phrase, any of which will do; each is terms that stand side by side
 * (`analysis.ts`).
 */
export type Clause = readonly (readonly string[])[]

/** An asset, and the weighted tags by which others are similar to it. */
export type Likeness = {
  readonly assetId: number
  readonly tags: readonly { readonly of: TagKind; readonly id: number; readonly weight: number }[]
}

/** What an asset may have any number of. Segments and countries go by numbers of ours. */
export type TagKind = 'keyword' | 'event' | 'segment' | 'artist'

/** A condition that an asset must meet. */
export type Filter =
  | { readonly field: OneValueField; readonly in: readonly (string | number)[] }
  | { readonly field: OneValueField; readonly notIn: readonly (string | number)[] }
  | { readonly field: RangeField; readonly from?: number; readonly to?: number }
  | { readonly tags: 'any' | 'all' | 'none'; readonly of: TagKind; readonly ids: readonly number[] }
  /** Offered in the country with this number. */
  | { readonly offeredIn: number }
  /** One of its main colours is no further than this from a colour (CIE76). */
  | { readonly colour: Lab; readonly within: number }

/** Fields of which a document has one value at most. */
export type OneValueField =
  | 'id'
  | 'mediaKind'
  | 'family'
  | 'orientation'
  | 'fileType'
  | 'graphicalStyle'
  | 'brand'
  | 'series'
  | 'digitalSource'
  | 'collectionId'
  | 'artistId'
  | 'embedding'

/** A field that can be filtered by a range. */
export type RangeField = 'pixels' | 'createdMs' | 'qualityRank' | 'visibleFromMs' | 'visibleUntilMs'

/**
 * `quality` is what has a file, then the best rank; what is alike comes newest first, as in every order. `random` is the same order for everybody within the day given (days since 1970), so that pages do not overlap. */
export type SortOrder =
  | { readonly by: 'best' | 'newest' | 'oldest' | 'popular' | 'quality' }
  | { readonly by: 'random'; readonly day: number }
  | { readonly by: 'colour'; readonly to: Lab }

/** Counts of the values among all that matches: of tags, or of keywords of one type. */
export type FacetQuery =
  | { readonly of: Exclude<TagKind, 'keyword'> }
  | { readonly of: 'keyword'; readonly type: string }

/** The result of a query. */
export type SearchResult = {
  /** Exact number of assets that match. */
  readonly total: number
  /** Of the page asked for, best first. */
  readonly ids: readonly number[]
  /** One list for each facet asked for, in their order; entries are unsorted. */
  readonly facets: readonly (readonly { id: number; count: number }[])[]
}

/** What may be asked of the events in an index. */
export type EventQuery = {
  readonly text: TextQuery | null
  readonly segment: number | null
  readonly startMs: { readonly from: number | null; readonly to: number | null }
  readonly sort: 'newest' | 'oldest'
  readonly page: { readonly offset: number; readonly size: number }
}
