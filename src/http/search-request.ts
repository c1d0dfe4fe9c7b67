import { enumeratedKeywordId } from '../catalogue/keywords.ts'
import { findArtistIds, findCollectionIds } from '../catalogue/names.ts'
import type { Db } from '../db/database.ts'
import { Problem } from '../lib/problem.ts'
import { parsePhrase } from '../search/parse-phrase.ts'
import type { Filter, SearchQuery, SortOrder } from '../search/query.ts'
import type { TEE_SHIRT_SIZES } from './schemas/image-search.ts'

/** The parameters that decide what an image search finds; which of them exist is up to each operation. */
export type ImageSearchRequest = {
  readonly age_of_people?: readonly string[]
  readonly artists?: readonly string[]
  readonly collection_codes?: readonly string[]
  readonly collections_filter_type?: 'include' | 'exclude'
  readonly compositions?: readonly string[]
  readonly ethnicity?: readonly string[]
  readonly exclude_keyword_ids?: readonly number[]
  readonly exclude_nudity?: boolean
  readonly file_types?: readonly string[]
  readonly graphical_styles?: readonly string[]
  readonly graphical_styles_filter_type?: 'include' | 'exclude'
  readonly keyword_ids?: readonly number[]
  readonly minimum_size?: (typeof TEE_SHIRT_SIZES)[number]
  readonly moods?: readonly string[]
  readonly number_of_people?: readonly string[]
  readonly orientations?: readonly string[]
  readonly page: number
  readonly page_size: number
  readonly phrase: string
  readonly safe_search?: boolean
  readonly sort_order?: string
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
const MEGAPIXEL = 1_000_000

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

const MAX_RESULTS_DEEP = 10_000

/** Turns a request into a query of ours; names are looked up among the records. */
export async function toSearchQuery(
  db: Db,
  request: ImageSearchRequest,
  { family, now }: { family: 'creative' | 'editorial'; now: Date },
): Promise<SearchQuery> {
  return {
    text: parsePhrase(request.phrase),
    filters: [{ field: 'family', in: [family] }, ...(await filters(db, request))],
    sort: sortOrder(request.sort_order, now),
    page: { offset: (request.page - 1) * request.page_size, size: request.page_size },
    facets: [],
  }
}

async function filters(db: Db, request: ImageSearchRequest): Promise<Filter[]> {
  const found: Filter[] = []
  for (const [name, type] of Object.entries(KEYWORD_FILTERS)) {
    const codes = request[name as keyof typeof KEYWORD_FILTERS]
    if (codes) found.push({ keywords: 'any', ids: codes.map((code) => enumeratedKeywordId(type, code)) })
  }
  if (request.keyword_ids) found.push({ keywords: 'all', ids: request.keyword_ids })
  if (request.exclude_keyword_ids) found.push({ keywords: 'none', ids: request.exclude_keyword_ids })
  const left = request.safe_search ? SENSITIVE : request.exclude_nudity ? SENSITIVE.slice(0, 1) : []
  if (left.length > 0)
    found.push({ keywords: 'none', ids: left.map((code) => enumeratedKeywordId('Sensitive', code)) })
  if (request.orientations) found.push({ field: 'orientation', in: request.orientations })
  if (request.file_types) found.push({ field: 'fileType', in: request.file_types })
  const { graphical_styles: styles, collection_codes: codes } = request
  if (styles) found.push(polar('graphicalStyle', styles, request.graphical_styles_filter_type))
  if (codes)
    found.push(polar('collectionId', await findCollectionIds(db, codes), request.collections_filter_type))
  if (request.artists) found.push({ field: 'artistId', in: await findArtistIds(db, request.artists) })
  return [...found, ...sizeFilter(request.minimum_size ?? 'x_small')]
}

function sizeFilter(size: (typeof TEE_SHIRT_SIZES)[number]): Filter[] {
  if (size === 'x_small') return []
  if (size === 'vector') return [{ field: 'fileType', in: ['eps', 'svg'] }]
  return [{ field: 'pixels', from: LEAST_PIXELS[size] + 1 }]
}

function polar(
  field: 'graphicalStyle' | 'collectionId',
  values: readonly (string | number)[],
  polarity: 'include' | 'exclude' = 'include',
): Filter {
  return polarity === 'include' ? { field, in: values } : { field, notIn: values }
}

/** NOTE: most popular is newest until something counts what is popular. */
function sortOrder(asked: string | undefined, now: Date): SortOrder {
  if (asked === 'random') return { by: 'random', day: Math.floor(now.getTime() / 86_400_000) }
  if (asked === 'newest' || asked === 'most_popular') return { by: 'newest' }
  return { by: asked === 'oldest' ? 'oldest' : 'best' }
}

/** Refuses a page beyond the last that there is or that can be reached, in the documented words (contract 16, Paging). */
export function checkPage({ page, page_size }: { page: number; page_size: number }, total: number): void {
  const reachable = Math.floor(MAX_RESULTS_DEEP / page_size)
  const last = total === 0 ? reachable : Math.min(Math.ceil(total / page_size), reachable)
  if (page <= last) return
  throw new Problem('InvalidPage', `page must be less than or equal to ${last}, results count ${total}`)
}
