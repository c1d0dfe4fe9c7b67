import { Type } from 'typebox'
import { findFacetNames } from '../../catalogue/names.ts'
import type { Db } from '../../db/database.ts'
import type { Clock } from '../../lib/clock.ts'
import type { FacetQuery, SearchResult } from '../../search/query.ts'
import { search } from '../../search/search.ts'
import type { SearchIndex } from '../../search/search-index.ts'
import { operation } from '../operation.ts'
import { presentFacets } from '../represent/facets.ts'
import { presentImages } from '../represent/images.ts'
import { selectImageFields } from '../represent/select-image-fields.ts'
import { Image } from '../schemas/image.ts'
import {
  AutoCorrections,
  codesOf,
  Facets,
  facetParameters,
  imageSearchParameters,
  RelatedSearches,
} from '../schemas/image-search.ts'
import { anyOf, flag, ids, oneOf, optional } from '../schemas/parameters.ts'
import { checkPage, toSearchQuery } from '../search-request.ts'

const FACETS = ['artists', 'locations'] as const
const FACET_QUERIES: Record<(typeof FACETS)[number], FacetQuery> = {
  artists: { of: 'artists' },
  locations: { of: 'keywords', type: 'Location' },
}

const CreativeImageSearchResults = Type.Object(
  {
    result_count: Type.Integer({ description: 'Exact number of images that match.' }),
    images: Type.Array(Image),
    auto_corrections: AutoCorrections,
    related_searches: optional(RelatedSearches),
    facets: optional(Facets),
  },
  { title: 'CreativeImageSearchResults' },
)

export const searchCreativeImages = (services: { db: Db; index: SearchIndex; now: Clock }) =>
  operation({
    method: 'GET',
    url: '/v3/search/images/creative',
    operationId: 'searchCreativeImages',
    summary: 'Search creative images',
    description:
      'All words of the phrase must match; when no image has them all, any of them may. Every filter and the ' +
      'visibility of images is part of the query, so totals and facets are exact.',
    tag: 'Search',
    path: Type.Object({}),
    query: Type.Object({
      ...imageSearchParameters,
      ...facetParameters(FACETS),
      color: optional(Type.String({ maxLength: 7, description: 'Not yet: checked, without effect.' })),
      exclude_editorial_use_only: flag('Only images that are not for editorial use alone.'),
      exclude_keyword_ids: ids('Images that carry none of these keywords.'),
      exclude_nudity: flag('Leaves out nudity.', false),
      graphical_styles: anyOf(['fine_art', 'illustration', 'photography', 'vector'], 'Any of these styles.'),
      istock_exclusive: flag('Not yet: checked, without effect.'),
      moods: anyOf(codesOf('Mood'), 'Any of these moods.'),
      safe_search: flag(
        'Leaves out nudity, death, profanity, drugs and alcohol, suggestive and graphic content.',
        false,
      ),
      sort_order: optional(
        oneOf(['best_match', 'most_popular', 'newest', 'random'], {
          default: 'best_match',
          description: 'Order of the images; most_popular is newest until something counts.',
        }),
      ),
    }),
    retired: RETIRED,
    answer: CreativeImageSearchResults,
    problems: [
      'InvalidParameterValue',
      'InvalidPage',
      'AuthorizationTokenRequired',
      'UnauthorizedDisplaySize',
    ],
    caching: 'public',
    handle: async ({ query, links }) => {
      const { db, index, now } = services
      const selection = selectImageFields(query.fields, 'search')
      const asked = query.include_facets ? (query.facet_fields ?? FACETS) : []
      const wanted = await toSearchQuery(db, query, { family: 'creative', now: now() })
      const result = await search(
        { index },
        { ...wanted, facets: asked.map((facet) => FACET_QUERIES[facet]) },
      )
      checkPage(query, result.total)
      return {
        result_count: result.total,
        images: await presentImages(db, result.ids, { selection, kind: 'search', links }),
        auto_corrections: { phrase: null },
        ...(query.include_related_searches && { related_searches: [] }),
        ...(query.include_facets && { facets: await facets(db, asked, result, query) }),
      }
    },
  })

/** Old clients still send these (clients.md 0.7); facets' limit is called maxcount by the .NET client. */
const RETIRED = {
  product_types: null,
  prestige_content_only: null,
  license_models: null,
  entity_uris: null,
  start_date: null,
  end_date: null,
  maxcount: 'facet_max_count',
}

async function facets(
  db: Db,
  asked: readonly (typeof FACETS)[number][],
  { facets: counted }: SearchResult,
  options: { facet_max_count: number; facet_counts?: boolean },
) {
  const named = await Promise.all(asked.map((facet, i) => findFacetNames(db, facet, counted[i] ?? [])))
  return presentFacets(asked, named, options)
}
