import { Type } from 'typebox'
import { KEY_ONLY } from '../../../access/admission.ts'
import { ImageMatch, SearchByImageResourceResults } from '../../schemas/by-image.ts'
import {
  facetParameters,
  istockExclusive,
  phrase,
  polarityOf,
  searchFields,
} from '../../schemas/image-search.ts'
import { documented, flag, optional, paging, products, texts } from '../../schemas/parameters.ts'
import { videoSearchResults } from '../../schemas/video.ts'
import { videoSearchFields } from '../../schemas/video-search.ts'
import type { WaitingByTag } from '../waiting-operation.ts'
import { text } from './waiting-parameters.ts'

const byImage = {
  asset_id: text('The image or video to compare with.'),
  collection_codes: texts('Collection codes.'),
  collections_filter_type: polarityOf('collection_codes'),
  exclude_editorial_use_only: flag('Excludes assets for editorial use only.', false),
  ...facetParameters(['artists', 'locations']),
  image_url: text('Address of a picture that was uploaded before.'),
  ...istockExclusive,
  ...paging(30),
  phrase,
  product_types: products('Assets that any of these product types covers.'),
}

/** The operations of contract 7 and 9.3 that are not available yet: by tag, then by method and address. */
export const WAITING: WaitingByTag = {
  Search: {
    'GET /v3/search/images/creative/by-image': {
      operationId: 'searchImagesByImage',
      summary: 'Creative images similar to a picture',
      query: { ...byImage, fields: searchFields },
      answers: { 200: { schema: SearchByImageResourceResults } },
      access: KEY_ONLY,
    },
    'GET /v3/search/videos/creative/by-image': {
      operationId: 'searchVideosByImage',
      summary: 'Creative videos similar to a picture',
      query: { ...byImage, fields: videoSearchFields },
      answers: { 200: { schema: videoSearchResults('SearchByImageVideoResults') } },
      access: KEY_ONLY,
    },
    'GET /v3/image-match/search': {
      operationId: 'findImageMatch',
      summary: 'The image that a picture shows',
      query: {
        url: optional(
          Type.String({
            description: 'Address of the picture.',
            examples: ['https://example.org/lake.jpg'],
            maxLength: 2000,
            ...documented({ required: true, minLength: 1 }),
          }),
        ),
      },
      required: 'url',
      answers: { 200: { schema: ImageMatch } },
      access: KEY_ONLY,
      invalidCode: 'InvalidImageUrl',
    },
  },
}
