import type { Lab } from '../lib/colour.ts'

/**
 * A query for assets, validated and independent of HTTP and of the engine; an adapter compiles it. Everything that
 * decides whether an asset is visible is a filter here, so that totals and facets are correct.
 */
export type SearchQuery<F extends FacetQueries = NoFacets> = {
  readonly text: TextQuery | null
  /** Finds only assets that share tags with another one; the best match shares most, and nothing else lifts it. */
  readonly like?: Likeness
  readonly filters: readonly Filter[]
  readonly sort: SortOrder
  /** Whether assets with a file come before those without one, whatever the order. */
  readonly picturedFirst?: boolean
  /** The number of a country (catalogue/territories.ts) whose assets rank higher by best match. */
  readonly boostedCountry?: number | null
  /** The day (since 1970) on which fresh editorial assets rank higher by best match; without it their age is ignored. */
  readonly freshOn?: number | null
  readonly page: { readonly offset: number; readonly size: number }
  /** The facets to count among all matches. */
  readonly facets: F
}

/** A parsed phrase. If it has neither clauses nor excluded ones, it finds nothing. */
export type TextQuery = {
  readonly match: 'all' | 'any'
  readonly clauses: readonly Clause[]
  /** Clauses that must not match. */
  readonly excluded: readonly Clause[]
  /** Words as they are written (`QueryWord`). By best match, assets with one of them come before all others. */
  readonly preferred: readonly string[]
  /**
   * The spellings of each word of a long phrase. By best match, assets with a word as it is written score higher than
   * those with another form of it. FTS5 ignores this.
   */
  readonly emphasised: readonly (readonly string[])[]
  /** If fewer assets than this match all clauses, those that match any of them are found. */
  readonly relaxedBelow: number
}

/**
 * Alternative readings of a word or of a quoted phrase. Each reading is a sequence of adjacent terms (`analysis.ts`), or
 * one term with PREFIX_MARK at its end, which stands for all terms that begin like it.
 */
export type Clause = readonly (readonly string[])[]

/** Ends a term that stands for all terms that begin like it. No term of a text has it (`indexText`). */
export const PREFIX_MARK = '*'

/** An asset, and the weighted tags by which others are similar to it. */
export type Likeness = {
  readonly assetId: number
  readonly tags: readonly { readonly of: TagKind; readonly id: number; readonly weight: number }[]
}

/**
 * The kinds of tags, of which an asset can have any number. Segments are identified by numbers (catalogue/trade-lists.ts).
 */
export type TagKind = 'keyword' | 'event' | 'segment' | 'artist'

/** A condition that an asset must meet. */
export type Filter =
  | { readonly field: OneValueField; readonly in: readonly (string | number)[] }
  | { readonly field: OneValueField; readonly notIn: readonly (string | number)[] }
  | { readonly field: RangeField; readonly from?: number; readonly to?: number }
  | { readonly tags: 'any' | 'all' | 'none'; readonly of: TagKind; readonly ids: readonly number[] }
  /** It is offered in the country with this number. */
  | { readonly offeredIn: number }
  /** It meets all conditions of at least one of these lists; of none, if there is no list. */
  | { readonly anyOf: readonly (readonly Filter[])[] }
  /** The distance (CIE76) of one of its main colours from this colour is at most `within`. */
  | { readonly colour: Lab; readonly within: number }

/** Fields with at most one value per document, by which queries filter. `IndexValues` describes them. */
export const ONE_VALUE_FIELDS = [
  'mediaKind',
  'family',
  'orientation',
  'fileType',
  'graphicalStyle',
  'brand',
  'series',
  'digitalSource',
  'collectionId',
  'artistId',
  'embedding',
  'licenseModel',
  'isReleased',
  'isExclusive',
  'frameRate',
  'aspectRatio',
  'videoType',
] as const
/** One of these fields, or the id of the document. */
export type OneValueField = 'id' | (typeof ONE_VALUE_FIELDS)[number]

/** Fields by ranges of which queries filter. */
export const RANGE_FIELDS = [
  'pixels',
  'createdMs',
  'qualityRank',
  'visibleFromMs',
  'visibleUntilMs',
  'clipMs',
  'lines',
] as const
/** One of these fields. */
export type RangeField = (typeof RANGE_FIELDS)[number]

/**
 * The order of results; equal ones are always newest first. `quality` puts assets with a file first, then sorts by
 * rank. `random` is the same for everybody on the given day (days since 1970), so that pages do not overlap.
 */
export type SortOrder =
  | { readonly by: 'best' | 'newest' | 'oldest' | 'popular' | 'quality' }
  | { readonly by: 'random'; readonly day: number }
  | { readonly by: 'colour'; readonly to: Lab }

/** The types of keywords that facets count. Indexes need not be able to count others. */
export const COUNTED_TYPES = ['Keyword', 'Location', 'SpecificPeople'] as const

/** A facet to count among all matches: artists, events, or keywords of one type. */
export type FacetQuery = (
  | { readonly of: 'artist' | 'event' }
  | { readonly of: 'keyword'; readonly type: (typeof COUNTED_TYPES)[number] }
) & {
  /** Returns only so many of the most frequent values, and those as frequent as the last of them; all without it. */
  readonly top?: number
}

/** Facets by a name of the caller's choice; the result has the same names. */
export type FacetQueries = { readonly [name: string]: FacetQuery }
type NoFacets = Readonly<Record<never, FacetQuery>>

/** The counts of the values of each requested facet among all matches, unsorted. */
export type FacetCounts<F extends FacetQueries> = {
  readonly [Name in keyof F]: readonly { readonly id: number; readonly count: number }[]
}

/** The result of a query. */
export type SearchResult<F extends FacetQueries = NoFacets> = {
  /** The exact number of matching assets. */
  readonly total: number
  /** The ids of the page, in order. */
  readonly ids: readonly number[]
  readonly facets: FacetCounts<F>
}

/** A query for events. */
export type EventQuery = {
  readonly text: TextQuery | null
  readonly segment: number | null
  readonly startMs: { readonly from: number | null; readonly to: number | null }
  readonly sort: 'newest' | 'oldest'
  readonly page: { readonly offset: number; readonly size: number }
}
