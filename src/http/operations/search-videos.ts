import { Type } from 'typebox'
import type { Clock } from '../../lib/clock.ts'
import { requireIstockCollections } from '../../rights/istock-collections.ts'
import type { SightServices } from '../../visual/search-by-sight.ts'
import { answerSearch, byMeaning, type SearchOperation, type SearchQuery } from '../answer-search.ts'
import type { PublicCaller } from '../caller.ts'
import { type Context, type Operation, publicOperation } from '../operation.ts'
import type { SentQuery } from '../parameters.ts'
import { readVideoSearch, type VideoSearchRequest } from '../read-video-search.ts'
import { type PresentingServices, presentVideos } from '../represent/assets.ts'
import { type FieldsQuery, selectFields } from '../represent/select-fields.ts'
import { VIDEO_FIELDS, type VideoKind } from '../represent/video-fields.ts'
import {
  enhancedSearch,
  excludeNudity,
  facetParameters,
  istockExclusive,
  newsParameters,
} from '../schemas/image-search.ts'
import { flag, ids, sortOrder, texts } from '../schemas/parameters.ts'
import { videoSearchResults } from '../schemas/video.ts'
import {
  betweenDates,
  blendedVideoParameters,
  editorialVideoTypes,
  productTypes,
  videoLicenseModels,
  videoSearchParameters,
} from '../schemas/video-search.ts'

type Services = SightServices & PresentingServices & { now: Clock }
type Kind = SearchOperation & { readonly kind: VideoKind }

const CREATIVE = {
  url: '/v3/search/videos/creative',
  families: ['creative'],
  facets: ['artists', 'locations'],
  kind: 'creative',
} as const satisfies Kind
const EDITORIAL = {
  url: '/v3/search/videos/editorial',
  families: ['editorial'],
  facets: ['artists', 'events', 'locations', 'specific_people'],
  kind: 'search',
} as const satisfies Kind
const BOTH = {
  url: '/v3/search/videos',
  families: ['creative', 'editorial'],
  facets: [],
  kind: 'search',
} as const satisfies Kind

const ORDER = 'Order of the videos.'
const ORDERS = ['best_match', 'most_popular', 'newest', 'random']

const common = {
  description:
    'The phrase is read as in searches for images. What a record does not state, such as a clip length, is found by no ' +
    'filter for it. Totals and facets are exact.',
  tag: 'Search',
  path: Type.Object({}),
  problems: ['InvalidParameterValue', 'InvalidPage', 'AuthorizationTokenRequired', 'UnauthorizedDisplaySize'],
} as const

/** Operations that search for creative videos, editorial videos, and both. */
export const videoSearches = (services: Services): Operation[] => [
  publicOperation({
    ...common,
    url: CREATIVE.url,
    operationId: 'searchCreativeVideos',
    summary: 'Search creative videos',
    query: Type.Object({
      ...videoSearchParameters,
      ...facetParameters(CREATIVE.facets),
      ...enhancedSearch(true),
      ...istockExclusive,
      exclude_editorial_use_only: flag('Excludes videos for editorial use only.', false),
      exclude_keyword_ids: ids('Videos with none of these keywords.'),
      exclude_nudity: excludeNudity,
      license_models: videoLicenseModels,
      safe_search: flag(
        'Excludes nudity, death, profanity, drugs and alcohol, suggestive and graphic content.',
        false,
      ),
      sort_order: sortOrder(ORDERS, ORDER),
    }),
    answer: videoSearchResults('CreativeVideoSearchResults'),
    problems: [...common.problems, 'InvalidIStockCollection'],
    handle: async (call) => {
      await requireIstockCollections(services.db, call.caller.rights)
      return find(services, call, CREATIVE)
    },
  }),

  publicOperation({
    ...common,
    url: EDITORIAL.url,
    operationId: 'searchEditorialVideos',
    summary: 'Search editorial videos',
    query: Type.Object({
      ...videoSearchParameters,
      ...facetParameters(EDITORIAL.facets),
      ...newsParameters,
      ...betweenDates,
      ...enhancedSearch(false),
      editorial_video_types: editorialVideoTypes,
      sort_order: sortOrder(['best_match', 'most_popular', 'newest', 'oldest', 'random'], ORDER),
    }),
    answer: videoSearchResults('EditorialVideoSearchResults'),
    handle: (call) => find(services, call, EDITORIAL),
  }),

  publicOperation({
    ...common,
    url: BOTH.url,
    operationId: 'searchVideos',
    summary: 'Search creative and editorial videos at once',
    query: Type.Object({
      ...blendedVideoParameters,
      exclude_nudity: excludeNudity,
      license_models: videoLicenseModels,
      product_types: productTypes,
      sort_order: sortOrder(ORDERS, ORDER),
      specific_people: texts('Any of these people, by name.'),
    }),
    answer: videoSearchResults('BlendedVideoSearchResults'),
    handle: (call) => find(services, call, BOTH),
  }),
]

async function find(
  services: Services,
  call: Context<PublicCaller> & {
    readonly query: VideoSearchRequest & SearchQuery & FieldsQuery
    readonly sentQuery: SentQuery
  },
  { kind, ...operation }: Kind,
) {
  const selection = selectFields(VIDEO_FIELDS, call.query, kind, call.caller)
  const { total, assets, more } = await answerSearch(services, call, operation, {
    read: (scope) => readVideoSearch(call.query, scope),
    present: (ids, viewer) => presentVideos(services, ids, { selection, viewer, call }),
    ...(call.query.enhanced_search && { find: byMeaning(services) }),
  })
  return { result_count: total, videos: assets, ...more }
}
