import type { FAMILIES } from '../catalogue/trade-lists.ts'
import type { ImageFilters } from './image-search.ts'
import type { FacetQuery } from './query.ts'
import type { VideoFilters } from './video-search.ts'

/** A search for images or for videos, independent of HTTP and of the index; `search-assets.ts` runs it. */
export type AssetSearch = {
  readonly phrase: string
  /** Whether the last word of the phrase may be unfinished: if nothing has it, it is completed. */
  readonly completesPhrase: boolean
  readonly families: readonly (typeof FAMILIES)[number][]
  readonly sort: 'best' | 'popular' | 'newest' | 'oldest' | 'random'
  /** Whether images with a file come before records without one, whatever the order. */
  readonly picturedFirst: boolean
  readonly page: { readonly offset: number; readonly size: number }
  /** The facets to count among all assets found. */
  readonly facets: readonly Facet[]
} & (
  | { readonly mediaKind: 'image'; readonly filters: ImageFilters }
  | { readonly mediaKind: 'video'; readonly filters: VideoFilters }
)

/** A facet of searches. */
export type Facet = keyof typeof FACETS

/** The facets and their queries for the index. */
export const FACETS = {
  artist: { of: 'artist' },
  event: { of: 'event' },
  place: { of: 'keyword', type: 'Location' },
  person: { of: 'keyword', type: 'SpecificPeople' },
  keyword: { of: 'keyword', type: 'Keyword' },
} as const satisfies Record<string, FacetQuery>
