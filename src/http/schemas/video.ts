import { type TSchema, Type } from 'typebox'
import {
  AllowedUse,
  ContentCredentials,
  EntityDetails,
  IStockLicense,
  Keyword,
  MaxDimensions,
  ReferralDestination,
  Strings,
  Thumbhash,
} from './asset-members.ts'
import { Download, flatDownload } from './downloads.ts'
import { ExplainedRights } from './image.ts'
import { AutoCorrections, Facets, Match, RelatedSearches } from './image-search.ts'
import { Bool, ObjectOrNull, Text, Time } from './nullable.ts'
import { ExplainedRanking } from './ranking.ts'

/** Videos, and answers that list them (contract 8.3). Besides `id` they have only the requested members. */

const VideoDisplaySize = Type.Object(
  {
    is_watermarked: Type.Boolean({ examples: [true] }),
    name: Text({ examples: ['comp'] }),
    uri: Text({ examples: ['https://images.example.org/renditions/100000001/comp/…/lakeside-run.mp4'] }),
    aspect_ratio: Text({ examples: ['16:9'] }),
  },
  { title: 'VideoDisplaySize' },
)
/** NOTE: unknown values are left out, since typed clients cannot read null there (clients.md 0.6). */
const VideoDownloadSize = Type.Object(
  {
    name: Text({ examples: ['original'] }),
    description: Text({ examples: ['QuickTime H.264 1920x1080 25p'] }),
    bytes: Type.Integer({ examples: [104_857_600] }),
    width: Type.Optional(Type.Integer({ examples: [1920] })),
    height: Type.Optional(Type.Number({ examples: [1080] })),
    frame_rate: Type.Optional(Type.Number({ examples: [25] })),
    frame_size: Text({ examples: ['1920x1080'] }),
    bit_depth: Text({ examples: ['8'] }),
    broadcast_video_standard: Text({ examples: [null] }),
    compression: Text({ examples: ['H.264'] }),
    content_type: Text({ examples: ['video/quicktime'] }),
    format: Text({ examples: ['QuickTime'] }),
    interlaced: Type.Optional(Type.Boolean()),
    downloads: Type.Optional(Type.Array(Download)),
  },
  { title: 'VideoDownloadSize' },
)
/** In the flat and in the nested form of the members, like that of images (contract 16, largest_downloads). */
const LargestVideoDownload = Type.Object(
  {
    media_type: Text({ examples: ['video/quicktime'] }),
    bytes: Type.Integer({ examples: [104_857_600] }),
    height: Type.Optional(Type.Integer({ examples: [1080] })),
    width: Type.Optional(Type.Integer({ examples: [1920] })),
    downloads: Type.Array(Download),
    ...flatDownload,
  },
  { title: 'LargestVideoDownload' },
)
const KeyFrame = Type.Object(
  { uri: Text({ examples: ['https://images.example.org/renditions/100000001/frame/…'] }) },
  { title: 'KeyFrame' },
)

const MEMBERS = {
  allowed_use: AllowedUse,
  // NOTE: not Type.Record, whose patternProperties client generators do not read.
  alternative_ids: Type.Unsafe<Record<string, string>>({
    type: 'object',
    additionalProperties: { type: 'string' },
    examples: [{}],
  }),
  artist: Text({ examples: ['Ada Example'] }),
  aspect_ratio: Text({ examples: ['16:9'] }),
  asset_type: Text({ examples: ['video'] }),
  asset_family: Text({ description: 'creative or editorial', examples: ['creative'] }),
  call_for_image: Type.Boolean(),
  caption: Text({ examples: ['Runners at the start beside a lake.'] }),
  city: Text({ examples: [null] }),
  clip_length: Text({ description: 'HH:MM:SS:FF', examples: ['00:00:15:07'] }),
  collection_code: Text({ examples: ['VDW'] }),
  collection_id: Type.Integer(),
  collection_name: Text({ examples: ['Vitrine Daylight'] }),
  color_type: Text({ description: 'color or black_and_white', examples: ['color'] }),
  content_credentials: ContentCredentials,
  copyright: Text({ examples: ['© Ada Example'] }),
  country: Text({ examples: ['Switzerland'] }),
  date_camera_shot: Time(),
  date_created: Time(),
  date_submitted: Time(),
  display_sizes: Type.Array(VideoDisplaySize),
  download_product: Text({
    description: 'Type of the product that pays for a download; null if the video cannot be downloaded.',
    examples: ['premiumaccess'],
  }),
  download_sizes: Type.Array(VideoDownloadSize),
  editorial_segments: Strings,
  editorial_source: ObjectOrNull({ id: Type.Integer(), name: Text() }, { examples: [null] }),
  entity_details: EntityDetails,
  era: Text({ examples: [null] }),
  event_ids: Type.Array(Type.Integer(), { examples: [[]] }),
  graphical_style: Text({ examples: ['photography'] }),
  is_ai_editable: Bool({ examples: [null] }),
  istock_collection: Text({ examples: [null] }),
  istock_exclusive: Bool({ examples: [null] }),
  istock_licenses: Type.Array(IStockLicense),
  istock_sub_collection: Text({ examples: [null] }),
  key_frames: Type.Array(KeyFrame, { description: 'Empty if the video cannot be shown.' }),
  keywords: Type.Array(Keyword),
  largest_downloads: Type.Array(LargestVideoDownload, { description: 'The largest size of each product.' }),
  license_model: Text({ examples: ['royaltyfree'] }),
  mastered_to: Text({ examples: ['QuickTime H.264 1920x1080 25p'] }),
  max_dimensions: MaxDimensions,
  object_name: Text({ examples: [null] }),
  orientation: Text({ description: 'Horizontal, Vertical or Unknown', examples: ['Horizontal'] }),
  originally_shot_on: Text({ examples: [null] }),
  people: Strings,
  product_types: Strings,
  quality_rank: Type.Integer({ minimum: 1, maximum: 3 }),
  referral_destinations: Type.Array(ReferralDestination),
  ranking: ExplainedRanking,
  rights: ExplainedRights,
  series_id: Text({ examples: [null] }),
  shot_speed: Text({ examples: ['Real Time'] }),
  source: Text({ examples: [null] }),
  state_province: Text({ examples: [null] }),
  thumbhash: Thumbhash,
  title: Text({ examples: ['Lakeside run'] }),
} satisfies Record<string, TSchema>

const members = (title: string, properties: Record<string, TSchema>) => {
  const named = Object.entries(properties).map(([name, schema]) => [name, Type.Optional(schema)])
  return Type.Object(
    { id: Type.String({ examples: ['100000001'] }), ...Object.fromEntries(named) },
    { title },
  )
}

/** A video of either family in search results. */
const Video = members('Video', MEMBERS)

/** A video in the answers of GET /v3/videos. */
export const VideoDetail = members('VideoDetail', MEMBERS)
/** Videos by id, and the unknown ids. */
export const VideosDetailResponse = Type.Object(
  { videos: Type.Array(VideoDetail), videos_not_found: Type.Array(Type.String(), { examples: [[]] }) },
  { title: 'VideosDetailResponse' },
)

const found = { result_count: Type.Integer({ examples: [1] }), videos: Type.Array(Video) }

/** The results of a search for videos; each search has its own title for them. */
export const videoSearchResults = (title: string) =>
  Type.Object(
    {
      ...found,
      facets: Type.Optional(Facets),
      auto_corrections: AutoCorrections,
      match: Match,
      related_searches: Type.Optional(RelatedSearches),
    },
    { title },
  )
/** Similar videos, or videos of the same series. */
export const VideoSearchResults = Type.Object(found, { title: 'VideoSearchResults' })
/** Videos by an artist. */
export const ArtistVideoSearchResponse = Type.Object(found, { title: 'ArtistVideoSearchResponse' })
