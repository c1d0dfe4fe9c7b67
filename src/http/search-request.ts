import { enumeratedKeywordId } from '../catalogue/keywords.ts'
import { findArtistIds, findCollectionIds } from '../catalogue/names.ts'
import { segmentNumber } from '../catalogue/segments.ts'
import type { RightsDefaults } from '../catalogue/stated-rights.ts'
import { countryNumber } from '../catalogue/territories.ts'
import type { Viewer } from '../catalogue/visibility.ts'
import { findPeopleIds } from '../catalogue/vocabulary.ts'
import type { Db } from '../db/database.ts'
import type { Segment } from '../db/tables.ts'
import { labOf, rgbOf } from '../lib/colour.ts'
import type { Language } from '../lib/languages.ts'
import type { Filter, SearchQuery, SortOrder } from '../search/query.ts'
import { type PhraseSettings, readText } from '../search/read-text.ts'
import { EMBEDDING } from '../search/search-index.ts'
import { visibleFilters } from '../search/visible-filters.ts'
import { type Paged, pageOf } from './paging.ts'
import { invalid } from './parameters.ts'
import type { TEE_SHIRT_SIZES } from './schemas/image-search.ts'

/** The parameters that decide what an image search finds; which of them exist is up to each operation. */
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
  readonly minimum_size?: (typeof TEE_SHIRT_SIZES)[number]
  readonly moods?: readonly string[]
  readonly number_of_people?: readonly string[]
  readonly orientations?: readonly string[]
  readonly phrase: string
  readonly pictured_first?: boolean
  readonly safe_search?: boolean
  readonly sort_order?: string
  readonly specific_people?: readonly string[]
}

/** Parameters whose values are keywords of a type (contract 16, Keywords). */
const KEYWORD_FILTERS = {
  age_of_people: 'Age',
  compositions: 'Composition',
  ethnicity: 'Ethnicity',
  moods: 'Mood',
  number_of_people: 'NumberOfPeople',
} as const

const SENSITIVE = ['nudity', 'death', 'profanity', 'drugs_alcohol', 'suggestive', 'graphic_content']
/** IPTC digital source types of what a trained model made, wholly or in part. */
const BY_AI = ['trainedAlgorithmicMedia', 'compositeWithTrainedAlgorithmicMedia']
const MEGAPIXEL = 1_000_000
/** How far from a colour one of a picture's own may be (CIE76): further, people call it another colour. */
const SAME_COLOUR = 25

/**
 * The smallest area, in pixels, of which each size is offered: more than the upper end of the band below it
 * (contract 16, Download sizes). The smallest size filters nothing.
 */
const LEAST_PIXELS = {
  small: 0.17 * MEGAPIXEL,
  medium: 0.35 * MEGAPIXEL,
  large: 3 * MEGAPIXEL,
  x_large: 10 * MEGAPIXEL,
  xx_large: 20 * MEGAPIXEL,
} as const

const DAY_MS = 86_400_000

/** Who asks, and of which of the families. */
export type SearchContext = {
  readonly families: readonly ('creative' | 'editorial')[]
  readonly viewer: Viewer
  readonly language: Language
  readonly rightsDefaults: RightsDefaults
}

/** Turns a request into a query of ours; names in it are looked up among the records. */
export async function toSearchQuery(
  { db, phrases }: { db: Db; phrases: PhraseSettings },
  request: ImageSearchRequest,
  { families, viewer, language, rightsDefaults }: SearchContext,
): Promise<SearchQuery> {
  const colour = request.color === undefined ? null : readColour(request.color)
  // Editorial images are not looked at for their colours (contract 7).
  const wanted = colour ? families.filter((family) => family === 'creative') : families
  const text = await readText({ db, phrases }, request.phrase, language)
  const byColour = colour && text === null && (request.sort_order ?? 'best_match') === 'best_match'
  return {
    text,
    filters: [
      { field: 'family', in: wanted },
      ...visibleFilters('image', viewer),
      ...(colour ? [{ colour, within: SAME_COLOUR }] : []),
      ...ofKeywords(request),
      ...ofPicture(request),
      ...(request.embed_content_only ? [embeddable(rightsDefaults)] : []),
      ...ofNews(request),
      ...(await ofNames(db, request)),
    ],
    sort: byColour ? { by: 'colour', to: colour } : sortOrder(request.sort_order, viewer.now),
    picturedFirst: request.pictured_first ?? false,
    lift: countryNumber(viewer.country),
    page: pageOf(request),
    facets: [],
  }
}

function readColour(text: string) {
  const rgb = rgbOf(text)
  if (rgb) return labOf(rgb)
  throw invalid('color', text, 'it must be six hexadecimal digits such as 002244')
}

function ofKeywords(request: ImageSearchRequest): Filter[] {
  const found: Filter[] = []
  const of = 'keyword'
  for (const [name, type] of Object.entries(KEYWORD_FILTERS)) {
    const codes = request[name as keyof typeof KEYWORD_FILTERS]
    if (codes) found.push({ tags: 'any', of, ids: codes.map((code) => enumeratedKeywordId(type, code)) })
  }
  if (request.keyword_ids) found.push({ tags: 'all', of, ids: request.keyword_ids })
  if (request.exclude_keyword_ids) found.push({ tags: 'none', of, ids: request.exclude_keyword_ids })
  const left = request.safe_search ? SENSITIVE : request.exclude_nudity ? SENSITIVE.slice(0, 1) : []
  if (left.length > 0)
    found.push({ tags: 'none', of, ids: left.map((code) => enumeratedKeywordId('Sensitive', code)) })
  return found
}

function ofPicture(request: ImageSearchRequest): Filter[] {
  const { graphical_styles: styles, ai_generated: ai = 'include', minimum_quality_rank: rank } = request
  return [
    ...(request.orientations ? [{ field: 'orientation' as const, in: request.orientations }] : []),
    ...(request.file_types ? [{ field: 'fileType' as const, in: request.file_types }] : []),
    ...(styles ? [polar('graphicalStyle', styles, request.graphical_styles_filter_type)] : []),
    ...(request.exclude_editorial_use_only ? [{ field: 'family' as const, in: ['creative'] }] : []),
    ...(ai === 'include' ? [] : [polar('digitalSource', BY_AI, ai === 'only' ? 'include' : 'exclude')]),
    ...(rank === undefined ? [] : [{ field: 'qualityRank' as const, to: rank }]),
    ...sizeFilter(request.minimum_size ?? 'x_small'),
  ]
}

const embeddable = ({ isEmbeddable }: RightsDefaults): Filter => ({
  field: 'embedding',
  in: isEmbeddable ? [EMBEDDING.allowed, EMBEDDING.notStated] : [EMBEDDING.allowed],
})

function ofNews({ editorial_segments, event_ids, date_from, date_to }: ImageSearchRequest): Filter[] {
  const from = date_from === undefined ? {} : { from: Date.parse(date_from) }
  const to = date_to === undefined ? {} : { to: lastMoment(date_to) }
  return [
    ...(editorial_segments
      ? [{ tags: 'any' as const, of: 'segment' as const, ids: editorial_segments.map(segmentNumber) }]
      : []),
    ...(event_ids ? [{ tags: 'any' as const, of: 'event' as const, ids: event_ids }] : []),
    ...(date_from === undefined && date_to === undefined
      ? []
      : [{ field: 'createdMs' as const, ...from, ...to }]),
  ]
}

/** A bound that is a whole day includes that day (contract 7: inclusive). */
export function lastMoment(time: string): number {
  const ms = Date.parse(time)
  return ms % DAY_MS === 0 ? ms + DAY_MS - 1 : ms
}

async function ofNames(db: Db, request: ImageSearchRequest): Promise<Filter[]> {
  const { collection_codes: codes, artists, specific_people: people } = request
  return [
    ...(codes
      ? [polar('collectionId', await findCollectionIds(db, codes), request.collections_filter_type)]
      : []),
    ...(artists ? [{ field: 'artistId' as const, in: await findArtistIds(db, artists) }] : []),
    ...(people
      ? [{ tags: 'any' as const, of: 'keyword' as const, ids: await findPeopleIds(db, people) }]
      : []),
  ]
}

function sizeFilter(size: (typeof TEE_SHIRT_SIZES)[number]): Filter[] {
  if (size === 'x_small') return []
  if (size === 'vector') return [{ field: 'fileType', in: ['eps', 'svg'] }]
  return [{ field: 'pixels', from: LEAST_PIXELS[size] + 1 }]
}

function polar(
  field: 'graphicalStyle' | 'collectionId' | 'digitalSource',
  values: readonly (string | number)[],
  polarity: 'include' | 'exclude' = 'include',
): Filter {
  return polarity === 'include' ? { field, in: values } : { field, notIn: values }
}

function sortOrder(asked: string | undefined, now: Date): SortOrder {
  switch (asked) {
    case 'random':
      return { by: 'random', day: Math.floor(now.getTime() / DAY_MS) }
    case 'newest':
    case 'oldest':
      return { by: asked }
    case 'most_popular':
      return { by: 'popular' }
    default:
      return { by: 'best' }
  }
}
