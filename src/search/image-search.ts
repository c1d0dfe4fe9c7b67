import type { KeywordType } from '../catalogue/keywords.ts'
import type { Segment } from '../db/tables/assets.ts'
import type { Lab } from '../lib/colour.ts'
import type { FacetQuery } from './query.ts'

/** A search for images as a person or a program means it; `find-images.ts` runs it. */
export type ImageSearch = {
  readonly phrase: string
  readonly families: readonly ('creative' | 'editorial')[]
  readonly filters: ImageFilters
  readonly sort: 'best' | 'popular' | 'newest' | 'oldest' | 'random'
  /** Whether images with a file come before records without one, whatever the order. */
  readonly picturedFirst: boolean
  readonly page: { readonly offset: number; readonly size: number }
  /** What is counted among all that is found. */
  readonly facets: readonly Facet[]
}

/** What can be counted. */
export type Facet = keyof typeof FACETS

/** How an index is asked for each of them. */
export const FACETS = {
  artist: { of: 'artist' },
  event: { of: 'event' },
  place: { of: 'keyword', type: 'Location' },
  person: { of: 'keyword', type: 'SpecificPeople' },
  keyword: { of: 'keyword', type: 'Keyword' },
} as const satisfies Record<string, FacetQuery>

/** Values that are wanted, or those that are not. */
export type Polar = { readonly values: readonly string[]; readonly polarity: 'include' | 'exclude' }

/** All of them must hold; one that is not given filters nothing. */
export type ImageFilters = {
  /** Codes of the enumerated keywords, by their type; any of them. */
  readonly codes?: { readonly [Type in KeywordType]?: readonly string[] }
  readonly keywordIds?: readonly number[] | undefined
  readonly excludedKeywordIds?: readonly number[] | undefined
  /** Leaves out nudity alone, or all that is not for everybody. */
  readonly leavesOut?: 'nudity' | 'sensitive' | null
  readonly orientations?: readonly string[] | undefined
  readonly fileTypes?: readonly string[] | undefined
  readonly styles?: Polar | null
  readonly collectionCodes?: Polar | null
  readonly brand?: string
  readonly notForEditorialUseAlone?: boolean
  /** What a trained model made. */
  readonly byAi?: 'include' | 'exclude' | 'only' | undefined
  /** This rank or better; 1 is best. */
  readonly qualityRank?: number | undefined
  readonly offersSize?: OfferedSize | undefined
  readonly mayBeEmbedded?: boolean | undefined
  readonly segments?: readonly Segment[] | undefined
  readonly eventIds?: readonly number[] | undefined
  /** When the picture was made, in ms since 1970; both ends are in it. */
  readonly createdMs?: { readonly from: number | null; readonly to: number | null }
  readonly artists?: readonly string[] | undefined
  readonly people?: readonly string[] | undefined
  /** A main colour is near this one; what is editorial is left out then. */
  readonly colour?: Lab | null
}

/** Sizes that an image is offered in for download (contract 16, Download sizes). */
export const OFFERED_SIZES = ['x_small', 'small', 'medium', 'large', 'x_large', 'xx_large', 'vector'] as const
/** One of these sizes. */
export type OfferedSize = (typeof OFFERED_SIZES)[number]
