import { Type } from 'typebox'
import { GRAPHICAL_STYLES, SEGMENTS } from '../../catalogue/trade-lists.ts'
import type { Clock } from '../../lib/clock.ts'
import { requireIstockCollections } from '../../rights/istock-collections.ts'
import type { SightServices } from '../../visual/search-by-sight.ts'
import { answerSearch, byMeaning, type SearchOperation, type SearchQuery } from '../answer-search.ts'
import type { PublicCaller } from '../caller.ts'
import { type Context, type Operation, publicOperation } from '../operation.ts'
import type { SentQuery } from '../parameters.ts'
import { type ImageSearchRequest, readImageSearch } from '../read-image-search.ts'
import { type PresentingServices, presentImages } from '../represent/assets.ts'
import { IMAGE_FIELDS } from '../represent/image-fields.ts'
import { type FieldsQuery, selectFields } from '../represent/select-fields.ts'
import { Image } from '../schemas/image.ts'
import {
  AutoCorrections,
  codesOf,
  enhancedSearch,
  excludeNudity,
  Facets,
  facetParameters,
  imageSearchParameters,
  istockExclusive,
  Match,
  newsParameters,
  ownParameters,
  RelatedSearches,
} from '../schemas/image-search.ts'
import { anyOf, documented, flag, ids, optional, sortOrder } from '../schemas/parameters.ts'

type Services = SightServices & PresentingServices & { now: Clock }

const CREATIVE = {
  url: '/v3/search/images/creative',
  families: ['creative'],
  facets: ['artists', 'locations'],
} as const satisfies SearchOperation
const EDITORIAL = {
  url: '/v3/search/images/editorial',
  families: ['editorial'],
  facets: ['artists', 'events', 'locations', 'specific_people'],
} as const satisfies SearchOperation
const BOTH = {
  url: '/v3/search/images',
  families: ['creative', 'editorial'],
  facets: [],
} as const satisfies SearchOperation

const resultsOf = (title: string) =>
  Type.Object(
    {
      result_count: Type.Integer({ description: 'Exact number of images that match.' }),
      images: Type.Array(Image),
      auto_corrections: AutoCorrections,
      match: Match,
      related_searches: optional(RelatedSearches),
      facets: optional(Facets),
    },
    { title },
  )

const PROBLEMS = [
  'InvalidParameterValue',
  'InvalidPage',
  'AuthorizationTokenRequired',
  'UnauthorizedDisplaySize',
] as const

const DESCRIPTION =
  'All words of the phrase must match. If no image has them all, or fewer than 50 images have all of four or more ' +
  'words, any of the words may match, and `match` says so. "Words in quotes" must be adjacent, `-word` and `NOT word` ' +
  'exclude, `OR` joins its two neighbours. Totals and facets are exact.'

const color = optional(
  Type.String({
    maxLength: 7,
    description:
      'Images with a main colour close to this one, six hexadecimal digits. Excludes editorial images.',
    examples: ['002244'],
    ...documented({ pattern: '^#?[0-9A-Fa-f]{6}$' }),
  }),
)
const editorialStyles = GRAPHICAL_STYLES.filter((style) => style !== 'fine_art')
const creativeStyles = anyOf(GRAPHICAL_STYLES.toSorted(), 'Any of these styles.')

const ORDER = 'Order of the images.'
const ORDERS = ['best_match', 'most_popular', 'newest', 'random']

/** Operations that search for creative images, editorial images, and both. */
export const imageSearches = (services: Services): Operation[] => [
  publicOperation({
    url: CREATIVE.url,
    operationId: 'searchCreativeImages',
    summary: 'Search creative images',
    description: DESCRIPTION,
    tag: 'Search',
    path: Type.Object({}),
    query: Type.Object({
      ...imageSearchParameters,
      ...ownParameters,
      ...facetParameters(CREATIVE.facets),
      ...enhancedSearch(true),
      ...istockExclusive,
      color,
      exclude_editorial_use_only: flag('Excludes images for editorial use only.'),
      exclude_keyword_ids: ids('Images with none of these keywords.'),
      exclude_nudity: excludeNudity,
      graphical_styles: creativeStyles,
      moods: anyOf(codesOf('Mood'), 'Any of these moods.'),
      safe_search: flag(
        'Excludes nudity, death, profanity, drugs and alcohol, suggestive and graphic content.',
        false,
      ),
      sort_order: sortOrder(ORDERS, ORDER),
    }),
    answer: resultsOf('CreativeImageSearchResults'),
    problems: [...PROBLEMS, 'InvalidIStockCollection'],
    handle: async (call) => {
      await requireIstockCollections(services.db, call.caller.rights)
      return find(services, call, CREATIVE)
    },
  }),

  publicOperation({
    url: EDITORIAL.url,
    operationId: 'searchEditorialImages',
    summary: 'Search editorial images',
    description: DESCRIPTION,
    tag: 'Search',
    path: Type.Object({}),
    query: Type.Object({
      ...imageSearchParameters,
      ...ownParameters,
      ...newsParameters,
      ...facetParameters(EDITORIAL.facets),
      ...enhancedSearch(false),
      editorial_segments: anyOf(SEGMENTS, 'Any of these editorial segments.'),
      exclude_keyword_ids: ids('Images with none of these keywords.'),
      graphical_styles: anyOf(editorialStyles, 'Any of these styles.'),
      minimum_quality_rank: optional(
        Type.Integer({
          minimum: 1,
          maximum: 3,
          description: 'Images of this rank or better; 1 is the best.',
        }),
      ),
      sort_order: sortOrder(['best_match', 'most_popular', 'newest', 'oldest', 'random'], ORDER),
    }),
    answer: resultsOf('EditorialImageSearchResults'),
    problems: PROBLEMS,
    handle: (call) => find(services, call, EDITORIAL),
  }),

  publicOperation({
    url: BOTH.url,
    operationId: 'searchImages',
    summary: 'Search creative and editorial images at once',
    description: `${DESCRIPTION} The separate searches serve most users better, who want either kind.`,
    tag: 'Search',
    path: Type.Object({}),
    query: Type.Object({
      ...imageSearchParameters,
      ...ownParameters,
      ...newsParameters,
      color,
      exclude_nudity: excludeNudity,
      graphical_styles: creativeStyles,
      sort_order: sortOrder(ORDERS, ORDER),
    }),
    answer: resultsOf('ImageSearchItemSearchResults'),
    problems: PROBLEMS,
    handle: (call) => find(services, call, BOTH),
  }),
]

async function find(
  services: Services,
  call: Context<PublicCaller> & {
    readonly query: ImageSearchRequest & SearchQuery & FieldsQuery
    readonly sentQuery: SentQuery
  },
  operation: SearchOperation,
) {
  const selection = selectFields(IMAGE_FIELDS, call.query, 'search', call.caller)
  const { total, assets, more } = await answerSearch(services, call, operation, {
    read: (scope) => readImageSearch(call.query, scope),
    present: (ids, viewer) => presentImages(services, ids, { selection, viewer, call }),
    ...(call.query.enhanced_search && { find: byMeaning(services) }),
  })
  return { result_count: total, images: assets, ...more }
}
