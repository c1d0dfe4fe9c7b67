import type { Segment } from '../db/tables/assets.ts'
import { labOf, rgbOf } from '../lib/colour.ts'
import { lastMoment } from '../lib/moment.ts'
import type { Facet, ImageFilters, ImageSearch, OfferedSize, ValueFilter } from '../search/image-search.ts'
import { type Paged, pageOf } from './paging.ts'
import { invalid } from './parameters.ts'

/** The parameters that decide what an image search finds; each operation has some of them. */
export type ImageSearchRequest = Paged & {
  readonly age_of_people?: readonly string[]
  readonly ai_generated?: 'include' | 'exclude' | 'only'
  readonly artists?: readonly string[]
  readonly collection_codes?: readonly string[]
  readonly collections_filter_type?: 'include' | 'exclude'
  readonly color?: string
  readonly compositions?: readonly string[]
  readonly date_from?: string
  readonly date_to?: string
  readonly editorial_segments?: readonly Segment[]
  readonly embed_content_only?: boolean
  readonly ethnicity?: readonly string[]
  readonly event_ids?: readonly number[]
  readonly exclude_editorial_use_only?: boolean
  readonly exclude_keyword_ids?: readonly number[]
  readonly exclude_nudity?: boolean
  readonly file_types?: readonly string[]
  readonly graphical_styles?: readonly string[]
  readonly graphical_styles_filter_type?: 'include' | 'exclude'
  readonly keyword_ids?: readonly number[]
  readonly minimum_quality_rank?: number
  readonly minimum_size?: OfferedSize
  readonly moods?: readonly string[]
  readonly number_of_people?: readonly string[]
  readonly orientations?: readonly string[]
  readonly phrase: string
  readonly pictured_first?: boolean
  readonly safe_search?: boolean
  readonly sort_order?: string
  readonly specific_people?: readonly string[]
}

/** Our names for values of `sort_order`; all others mean best match. */
const ORDERS: Readonly<Record<string, ImageSearch['sort']>> = {
  most_popular: 'popular',
  newest: 'newest',
  oldest: 'oldest',
  random: 'random',
}

/**
 * Turns the parameters of a request into an image search.
 *
 * @throws Problem InvalidParameterValue when `color` is not a colour.
 */
export function readImageSearch(
  request: ImageSearchRequest,
  { families, facets }: { families: ImageSearch['families']; facets: readonly Facet[] },
): ImageSearch {
  return {
    phrase: request.phrase,
    families,
    filters: readFilters(request),
    sort: ORDERS[request.sort_order ?? ''] ?? 'best',
    picturedFirst: request.pictured_first ?? false,
    page: pageOf(request),
    facets,
  }
}

function readFilters(request: ImageSearchRequest): ImageFilters {
  return {
    codes: readCodes(request),
    keywordIds: request.keyword_ids,
    excludedKeywordIds: request.exclude_keyword_ids,
    excludedContent: request.safe_search ? 'sensitive' : request.exclude_nudity ? 'nudity' : null,
    orientations: request.orientations,
    fileTypes: request.file_types,
    styles: valueFilter(request.graphical_styles, request.graphical_styles_filter_type),
    collectionCodes: valueFilter(request.collection_codes, request.collections_filter_type),
    excludesEditorialUseOnly: request.exclude_editorial_use_only ?? false,
    aiGenerated: request.ai_generated,
    qualityRank: request.minimum_quality_rank,
    offeredSize: request.minimum_size,
    mayBeEmbedded: request.embed_content_only,
    segments: request.editorial_segments,
    eventIds: request.event_ids,
    createdMs: readDays(request.date_from, request.date_to),
    artists: request.artists,
    people: request.specific_people,
    colour: request.color === undefined ? null : readColour(request.color),
  }
}

/** Parameters whose values are keywords of a type (contract 16, Keywords). */
function readCodes(request: ImageSearchRequest): NonNullable<ImageFilters['codes']> {
  return {
    ...(request.age_of_people && { Age: request.age_of_people }),
    ...(request.compositions && { Composition: request.compositions }),
    ...(request.ethnicity && { Ethnicity: request.ethnicity }),
    ...(request.moods && { Mood: request.moods }),
    ...(request.number_of_people && { NumberOfPeople: request.number_of_people }),
  }
}

const valueFilter = (values: readonly string[] | undefined, mode: ValueFilter['mode'] = 'include') =>
  values ? { values, mode } : null

function readColour(text: string) {
  const rgb = rgbOf(text)
  if (rgb) return labOf(rgb)
  throw invalid('color', text, 'it must be six hexadecimal digits such as 002244')
}

/** Reads a time range in ms since 1970; an upper bound that is a whole day includes that day (contract 7). */
export function readDays(from: string | undefined, to: string | undefined) {
  return {
    from: from === undefined ? null : Date.parse(from),
    to: to === undefined ? null : lastMoment(to),
  }
}
