import { lastMoment } from '../lib/moment.ts'
import type { AssetFilters, ValueFilter } from '../search/asset-filters.ts'
import type { AssetSearch, Facet } from '../search/asset-search.ts'
import { type Paged, pageOf } from './paging.ts'

/** The parameters that decide what a search finds and that images and videos share; each operation has some of them. */
export type SearchRequest = Paged & {
  readonly age_of_people?: readonly string[]
  readonly artists?: readonly string[]
  readonly collection_codes?: readonly string[]
  readonly collections_filter_type?: 'include' | 'exclude'
  readonly compositions?: readonly string[]
  readonly date_from?: string
  readonly date_to?: string
  readonly ethnicity?: readonly string[]
  readonly event_ids?: readonly number[]
  readonly exclude_editorial_use_only?: boolean
  readonly exclude_keyword_ids?: readonly number[]
  readonly exclude_nudity?: boolean
  readonly image_techniques?: readonly string[]
  readonly istock_exclusive?: boolean
  readonly keyword_ids?: readonly number[]
  readonly moods?: readonly string[]
  readonly number_of_people?: readonly string[]
  readonly orientations?: readonly string[]
  readonly phrase: string
  readonly complete_phrase?: boolean
  readonly safe_search?: boolean
  readonly sort_order?: string
  readonly specific_people?: readonly string[]
  readonly viewpoints?: readonly string[]
}

/** What an operation searches in, and the facets that are requested. */
export type SearchScope = { readonly families: AssetSearch['families']; readonly facets: readonly Facet[] }

/** Our names for values of `sort_order`; all others mean best match. */
const ORDERS: Readonly<Record<string, AssetSearch['sort']>> = {
  most_popular: 'popular',
  newest: 'newest',
  oldest: 'oldest',
  random: 'random',
}

/** Turns the parameters of a request into what all searches have besides filters. */
export const readSearch = (request: SearchRequest, { families, facets }: SearchScope) => ({
  phrase: request.phrase,
  completesPhrase: request.complete_phrase ?? false,
  families,
  sort: ORDERS[request.sort_order ?? ''] ?? 'best',
  page: pageOf(request),
  facets,
})

/** Turns the parameters of a request into the filters that all searches share. */
export function readFilters(request: SearchRequest): AssetFilters {
  return {
    codes: readCodes(request),
    keywordIds: request.keyword_ids,
    excludedKeywordIds: request.exclude_keyword_ids,
    excludedContent: request.safe_search ? 'sensitive' : request.exclude_nudity ? 'nudity' : null,
    orientations: request.orientations,
    isIstockExclusive: request.istock_exclusive,
    collectionCodes: valueFilter(request.collection_codes, request.collections_filter_type),
    excludesEditorialUseOnly: request.exclude_editorial_use_only ?? false,
    eventIds: request.event_ids,
    createdMs: readDays(request.date_from, request.date_to),
    artists: request.artists,
    people: request.specific_people,
  }
}

/** Parameters whose values are keywords of a type (contract 16, Keywords). */
const readCodes = (request: SearchRequest): NonNullable<AssetFilters['codes']> => ({
  ...(request.age_of_people && { Age: request.age_of_people }),
  ...(request.compositions && { Composition: request.compositions }),
  ...(request.ethnicity && { Ethnicity: request.ethnicity }),
  ...(request.image_techniques && { ImageTechnique: request.image_techniques }),
  ...(request.moods && { Mood: request.moods }),
  ...(request.number_of_people && { NumberOfPeople: request.number_of_people }),
  ...(request.viewpoints && { Viewpoint: request.viewpoints }),
})

/** Reads values with the parameter that says whether to include or to exclude them. */
export const valueFilter = (values: readonly string[] | undefined, mode: ValueFilter['mode'] = 'include') =>
  values ? { values, mode } : null

/** Reads a time range in ms since 1970; an upper bound that is a whole day includes that day (contract 7). */
export function readDays(from: string | undefined, to: string | undefined) {
  return {
    from: from === undefined ? null : Date.parse(from),
    to: to === undefined ? null : lastMoment(to),
  }
}
