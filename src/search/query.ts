/**
 * What may be asked of an index, validated and in our own words: an adapter compiles it and never sees HTTP.
 * Everything that decides whether an asset may be seen is a filter here, so that totals and facets are true.
 */
export type SearchQuery = {
  readonly text: TextQuery | null
  readonly filters: readonly Filter[]
  readonly sort: SortOrder
  readonly page: { readonly offset: number; readonly size: number }
  readonly facets: readonly FacetQuery[]
}

/** Clauses of one term or, for a quoted phrase, of several side by side; each is a result of `analyse`. */
export type TextQuery = {
  readonly match: 'all' | 'any'
  readonly clauses: readonly (readonly string[])[]
}

export type Filter =
  | { readonly field: OneValueField; readonly in: readonly (string | number)[] }
  | { readonly field: OneValueField; readonly notIn: readonly (string | number)[] }
  | { readonly field: 'pixels' | 'createdMs'; readonly from?: number; readonly to?: number }
  | { readonly keywords: 'any' | 'all' | 'none'; readonly ids: readonly number[] }

/** Fields of which a document has one value at most. */
export type OneValueField =
  | 'family'
  | 'orientation'
  | 'fileType'
  | 'graphicalStyle'
  | 'collectionId'
  | 'artistId'

/** `random` is the same order for everybody within the day given (days since 1970), so that pages do not overlap. */
export type SortOrder =
  | { readonly by: 'best' | 'newest' | 'oldest' }
  | { readonly by: 'random'; readonly day: number }

/** Counts of the values among all that matches: artists, or keywords of one type. */
export type FacetQuery = { readonly of: 'artists' } | { readonly of: 'keywords'; readonly type: string }

export type SearchResult = {
  /** Exact number of assets that match. */
  readonly total: number
  /** Of the page asked for, best first. */
  readonly ids: readonly number[]
  /** One list for each facet asked for, in their order; entries are unsorted. */
  readonly facets: readonly (readonly { id: number; count: number }[])[]
}
