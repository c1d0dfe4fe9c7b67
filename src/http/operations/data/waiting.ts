import { Type } from 'typebox'
import { bytesBody, jsonBody, optionalJsonBody } from '../../body.ts'
import {
  excludeNudity,
  facetParameters,
  istockExclusive,
  phrase,
  polarityOf,
  searchFields,
} from '../../schemas/image-search.ts'
import {
  anyOf,
  flag,
  ids,
  number,
  oneOf,
  optional,
  paging,
  products,
  sortOrder,
  texts,
  time,
} from '../../schemas/parameters.ts'
import { blendedVideoParameters, videoFields, videoSearchParameters } from '../../schemas/video-search.ts'
import { AcquireLicenses, DownloadData, UsageBatch } from '../../schemas/waiting-bodies.ts'
import type { WaitingByTag } from '../waiting-operation.ts'
import { AI_GENERATION } from './ai-generation.ts'
import { BOARDS } from './boards.ts'
import { count, ORDER, page } from './waiting-parameters.ts'

const PRODUCT_TYPES = [
  'easyaccess',
  'editorialsubscription',
  'imagepack',
  'premiumaccess',
  'royaltyfreesubscription',
  'creditpack',
  'aigen',
] as const

const text = (description: string) => optional(Type.String({ maxLength: 2000, description }))
const companyWide = flag('Of all users of the company.', false)

const ofProduct = {
  product_id: number('The product that pays.'),
  product_type: optional(oneOf(PRODUCT_TYPES, { description: 'The kind of product that pays.' })),
  use_team_credits: flag('Whether the credits of the team pay.', false),
}
const between = { date_from: time('On this day or later.'), date_to: time('On this day or before.') }
const byImage = {
  asset_id: text('The image or video that is looked at.'),
  collection_codes: texts('Codes of collections.'),
  collections_filter_type: polarityOf('collection_codes'),
  exclude_editorial_use_only: flag('Only what is not for editorial use alone.', false),
  ...facetParameters(['artists', 'locations']),
  image_url: text('The address of a picture that was uploaded before.'),
  ...istockExclusive,
  ...paging(30),
  phrase,
  product_types: products('Types of products that let download it.'),
}
const alikeVideos = { fields: videoFields, ...paging(30) }

/** Contract 7. */
const MAX_UPLOAD_BYTES = 10_485_760

/** What contract 7 has and this server does not answer yet: by tag, then by method and address. */
export const WAITING: WaitingByTag = {
  Search: {
    'GET /v3/search/videos': {
      operationId: 'searchVideos',
      summary: 'Search creative and editorial videos at once',
      query: {
        ...blendedVideoParameters,
        exclude_nudity: excludeNudity,
        license_models: anyOf(['rightsready', 'royaltyfree'], 'Any of these licence models.'),
        product_types: products('Types of products that let download it.'),
        sort_order: sortOrder(['best_match', 'most_popular', 'newest', 'random'], ORDER),
        specific_people: texts('Names of people; any of them.'),
      },
    },
    'GET /v3/search/videos/creative': {
      operationId: 'searchCreativeVideos',
      summary: 'Search creative videos',
      query: {
        ...videoSearchParameters,
        ...facetParameters(['artists', 'locations']),
        exclude_editorial_use_only: flag('Only videos that are not for editorial use alone.', false),
        exclude_keyword_ids: ids('Videos that carry none of these keywords.'),
        exclude_nudity: excludeNudity,
        license_models: anyOf(['rightsready', 'royaltyfree'], 'Any of these licence models.'),
        safe_search: flag('Leaves out what is not for everybody.', false),
        sort_order: sortOrder(['best_match', 'most_popular', 'newest', 'random'], ORDER),
      },
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
        specific_people: texts('Names of people; any of them.'),
      },
    },
    'GET /v3/search/images/creative/by-image': {
      operationId: 'searchImagesByImage',
      summary: 'Creative images that look like a picture',
      query: { ...byImage, fields: searchFields },
    },
    'GET /v3/search/videos/creative/by-image': {
      operationId: 'searchVideosByImage',
      summary: 'Creative videos that look like a picture',
      query: { ...byImage, fields: videoFields },
    },
    'PUT /v3/search/by-image/uploads/{file-name}': {
      operationId: 'uploadForSearch',
      summary: 'Upload a picture to search by',
      body: bytesBody(['image/jpeg', 'image/png'], MAX_UPLOAD_BYTES),
    },
  },
  Images: {
    'GET /v3/images/{id}/downloadhistory': {
      operationId: 'getImageDownloads',
      summary: 'Downloads of an image',
      query: { company_downloads: companyWide },
    },
  },
  Videos: {
    'GET /v3/videos': {
      operationId: 'getVideos',
      summary: 'Metadata of several videos',
      query: { ids: texts('Ids of videos.'), fields: videoFields },
    },
    'GET /v3/videos/{id}': {
      operationId: 'getVideo',
      summary: 'Metadata of one video',
      query: { fields: videoFields },
    },
    'GET /v3/videos/{id}/same-series': {
      operationId: 'getVideosOfSameSeries',
      summary: 'Creative videos of the same series',
      query: alikeVideos,
    },
    'GET /v3/videos/{id}/similar': {
      operationId: 'getSimilarVideos',
      summary: 'Similar videos',
      query: alikeVideos,
    },
    'GET /v3/videos/{id}/downloadhistory': {
      operationId: 'getVideoDownloads',
      summary: 'Downloads of a video',
      query: { company_downloads: companyWide },
    },
  },
  Artists: {
    'GET /v3/artists/videos': {
      operationId: 'getArtistVideos',
      summary: 'Videos by an artist',
      query: { artist_name: text('Name of the artist.'), fields: videoFields, ...paging(10) },
    },
  },
  Affiliates: {
    'GET /v3/affiliates/search/videos': {
      operationId: 'searchAffiliateVideos',
      summary: 'Search videos of the affiliate programme',
      query: { phrase },
    },
  },
  'AI generation': AI_GENERATION,
  Downloads: {
    'GET /v3/downloads': {
      operationId: 'getDownloads',
      summary: 'What was downloaded',
      query: {
        ...between,
        company_downloads: companyWide,
        page,
        page_size: count(1, 100, 30, 'Downloads in a page.'),
        product_type: optional(oneOf(PRODUCT_TYPES, { description: 'By this kind of product.' })),
        use_time: flag('Whether the time of day in date_from and date_to counts.', false),
      },
    },
    'POST /v3/downloads/{id}': {
      operationId: 'download',
      summary: 'Download an image or a video, as clients of 2016 do',
      body: optionalJsonBody(DownloadData),
      invalidCode: 'MissingRequiredQueryParameters',
      query: { ...ofProduct, auto_download: flag('Whether the answer leads to the file itself.', true) },
    },
    'POST /v3/downloads/images/{id}': {
      operationId: 'downloadImage',
      summary: 'Download an image',
      body: optionalJsonBody(DownloadData),
      invalidCode: 'MissingRequiredQueryParameters',
      query: {
        ...ofProduct,
        auto_download: flag('Whether the answer leads to the file itself.', true),
        file_type: optional(oneOf(['eps', 'jpg'], { description: 'Type of the file.' })),
        height: text('Height of one of the sizes that are offered, in pixels.'),
      },
    },
    'POST /v3/downloads/videos/{id}': {
      operationId: 'downloadVideo',
      summary: 'Download a video',
      body: optionalJsonBody(DownloadData),
      invalidCode: 'MissingRequiredQueryParameters',
      query: {
        ...ofProduct,
        auto_download: flag('Whether the answer leads to the file itself.', false),
        size: text('Name of one of the sizes that are offered.'),
      },
    },
  },
  Customers: {
    'GET /v3/customers/current': {
      operationId: 'getCurrentCustomer',
      summary: 'Name of the user',
      invalidCode: 'InvalidRequestParameters',
    },
    'GET /v3/products': {
      operationId: 'getProducts',
      summary: 'Products of the user',
      invalidCode: 'InvalidRequestParameters',
      query: { fields: anyOf(['download_requirements'], 'What is told besides of each product.') },
    },
    'GET /v3/purchased-assets': {
      operationId: 'getPurchasedAssets',
      summary: 'Assets that were bought one by one',
      query: {
        ...between,
        company_purchases: companyWide,
        page,
        page_size: count(1, 100, 75, 'Purchases in a page.'),
      },
    },
    'GET /v3/orders/{id}': { operationId: 'getOrder', summary: 'Metadata of an order' },
    'POST /v3/asset-licensing/{assetId}': {
      operationId: 'licenseAsset',
      summary: 'Buy extended licences',
      body: jsonBody(AcquireLicenses),
      invalidCode: 'InvalidRequestParameters',
    },
    'PUT /v3/usage-batches/{id}': {
      operationId: 'reportUsage',
      summary: 'Report where assets were used',
      body: jsonBody(UsageBatch),
      invalidCode: 'InvalidRequest',
    },
  },
  Boards: BOARDS,
  Partners: {
    'GET /v3/asset-changes/channels': { operationId: 'getChannels', summary: 'Channels of a partner' },
    'PUT /v3/asset-changes/change-sets': {
      operationId: 'getChangeSet',
      summary: 'The next changes of a channel',
      invalidCode: 'InvalidChannelIdException',
      query: {
        batch_size: count(1, 2200, 2200, 'At most this many changes.'),
        channel_id: number('Id of the channel.'),
      },
    },
    'DELETE /v3/asset-changes/change-sets/{change-set-id}': {
      operationId: 'confirmChangeSet',
      summary: 'Confirm that changes have arrived',
      invalidCode: 'InvalidChangeSetId',
    },
    'GET /v3/asset-management/assets/send-events': {
      operationId: 'getSendEvents',
      summary: 'Assets that were sent by mail',
      invalidCode: 'EventCountOutOfRange',
      query: {
        event_count: count(1, 100, 50, 'At most this many events.'),
        last_offset: time('Only what was later.'),
      },
    },
  },
}
