import { type Access, KEY_ONLY } from '../../../access/admission.ts'
import { bytesBody } from '../../body.ts'
import { SearchByImageResourceResults } from '../../schemas/by-image.ts'
import { Empty } from '../../schemas/empty.ts'
import {
  excludeNudity,
  facetParameters,
  istockExclusive,
  phrase,
  polarityOf,
  searchFields,
} from '../../schemas/image-search.ts'
import { anyOf, flag, ids, paging, products, sortOrder, texts } from '../../schemas/parameters.ts'
import {
  AffiliateVideoSearchResponse,
  ArtistVideoSearchResponse,
  VideoDetail,
  VideoSearchResults,
  VideosDetailResponse,
  videoSearchResults,
} from '../../schemas/video.ts'
import { blendedVideoParameters, videoFields, videoSearchParameters } from '../../schemas/video-search.ts'
import type { WaitingByTag } from '../waiting-operation.ts'
import { AI_GENERATION } from './ai-generation.ts'
import { DOWNLOADS, VIDEO_DOWNLOADS } from './downloads.ts'
import { PARTNERS } from './partners.ts'
import { between, ORDER, text } from './waiting-parameters.ts'

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
const similarVideos = { fields: videoFields, ...paging(30) }

const AFFILIATE: Access = { token: null, ability: 'affiliate' }

/** Contract 7. */
const MAX_UPLOAD_BYTES = 10_485_760

/** The operations of contract 7 that are not available yet: by tag, then by method and address. */
export const WAITING: WaitingByTag = {
  Search: {
    'GET /v3/search/videos': {
      operationId: 'searchVideos',
      summary: 'Search creative and editorial videos at once',
      query: {
        ...blendedVideoParameters,
        exclude_nudity: excludeNudity,
        license_models: anyOf(['rightsready', 'royaltyfree'], 'Any of these licence models.'),
        product_types: products('Assets that any of these product types covers.'),
        sort_order: sortOrder(['best_match', 'most_popular', 'newest', 'random'], ORDER),
        specific_people: texts('Any of these people, by name.'),
      },
      answers: { 200: { schema: videoSearchResults('BlendedVideoSearchResults') } },
      access: KEY_ONLY,
    },
    'GET /v3/search/videos/creative': {
      operationId: 'searchCreativeVideos',
      summary: 'Search creative videos',
      query: {
        ...videoSearchParameters,
        ...facetParameters(['artists', 'locations']),
        exclude_editorial_use_only: flag('Excludes videos for editorial use only.', false),
        exclude_keyword_ids: ids('Videos with none of these keywords.'),
        exclude_nudity: excludeNudity,
        license_models: anyOf(['rightsready', 'royaltyfree'], 'Any of these licence models.'),
        safe_search: flag('Excludes sensitive content.', false),
        sort_order: sortOrder(['best_match', 'most_popular', 'newest', 'random'], ORDER),
      },
      answers: { 200: { schema: videoSearchResults('CreativeVideoSearchResults') } },
      access: KEY_ONLY,
    },
    'GET /v3/search/videos/editorial': {
      operationId: 'searchEditorialVideos',
      summary: 'Search editorial videos',
      query: {
        ...videoSearchParameters,
        ...facetParameters(['artists', 'events', 'locations', 'specific_people']),
        ...between,
        editorial_video_types: anyOf(['raw', 'produced'], 'Any of these types.'),
        sort_order: sortOrder(['best_match', 'most_popular', 'newest', 'oldest', 'random'], ORDER),
        specific_people: texts('Any of these people, by name.'),
      },
      answers: { 200: { schema: videoSearchResults('EditorialVideoSearchResults') } },
      access: KEY_ONLY,
    },
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
      query: { ...byImage, fields: videoFields },
      answers: { 200: { schema: videoSearchResults('SearchByImageVideoResults') } },
      access: KEY_ONLY,
    },
    'PUT /v3/search/by-image/uploads/{file-name}': {
      operationId: 'uploadForSearch',
      summary: 'Upload a picture for searches by image',
      body: bytesBody(['image/jpeg', 'image/png'], MAX_UPLOAD_BYTES),
      answers: { 200: { schema: Empty } },
      access: KEY_ONLY,
    },
  },
  Videos: {
    'GET /v3/videos': {
      operationId: 'getVideos',
      summary: 'Metadata of several videos',
      query: { ids: texts('Ids of videos.'), fields: videoFields },
      answers: { 200: { schema: VideosDetailResponse } },
      access: KEY_ONLY,
    },
    'GET /v3/videos/{id}': {
      operationId: 'getVideo',
      summary: 'Metadata of one video',
      query: { fields: videoFields },
      answers: { 200: { schema: VideoDetail } },
      access: KEY_ONLY,
    },
    'GET /v3/videos/{id}/same-series': {
      operationId: 'getVideosOfSameSeries',
      summary: 'Creative videos of the same series',
      query: similarVideos,
      answers: { 200: { schema: VideoSearchResults } },
      access: KEY_ONLY,
    },
    'GET /v3/videos/{id}/similar': {
      operationId: 'getSimilarVideos',
      summary: 'Similar videos',
      query: similarVideos,
      answers: { 200: { schema: VideoSearchResults } },
      access: KEY_ONLY,
    },
    'GET /v3/videos/{id}/downloadhistory': VIDEO_DOWNLOADS,
  },
  Artists: {
    'GET /v3/artists/videos': {
      operationId: 'getArtistVideos',
      summary: 'Videos by an artist',
      query: { artist_name: text('Name of the artist.'), fields: videoFields, ...paging(10) },
      answers: { 200: { schema: ArtistVideoSearchResponse } },
      access: KEY_ONLY,
    },
  },
  Affiliates: {
    'GET /v3/affiliates/search/videos': {
      operationId: 'searchAffiliateVideos',
      summary: 'Search videos of the affiliate programme',
      query: { phrase },
      answers: { 200: { schema: AffiliateVideoSearchResponse } },
      access: AFFILIATE,
    },
  },
  'AI generation': AI_GENERATION,
  Downloads: DOWNLOADS,
  Partners: PARTNERS,
}
