import { Type } from 'typebox'
import { KEY_ONLY } from '../../access/admission.ts'
import { findVisibleOfAnyKind } from '../../catalogue/find-visible.ts'
import { Problem } from '../../lib/problem.ts'
import { requireIstockCollections } from '../../rights/istock-collections.ts'
import type { AssetSearch } from '../../search/asset-search.ts'
import type { SearchContext } from '../../search/search-context.ts'
import { findFramesOf } from '../../visual/find-seen.ts'
import type { PictureServices } from '../../visual/picture-at.ts'
import { type Looks, type SightServices, searchBySight } from '../../visual/search-by-sight.ts'
import { answerSearch, type SearchOperation, type SearchQuery } from '../answer-search.ts'
import { readAssetId } from '../asset-ids.ts'
import { NO_BODY } from '../body.ts'
import type { Caller } from '../caller.ts'
import { type Context, type Operation, operation } from '../operation.ts'
import { invalid, type SentQuery } from '../parameters.ts'
import { type ImageSearchRequest, readImageSearch } from '../read-image-search.ts'
import { readVideoSearch, type VideoSearchRequest } from '../read-video-search.ts'
import { type PresentingServices, presentImages, presentVideos } from '../represent/assets.ts'
import { IMAGE_FIELDS } from '../represent/image-fields.ts'
import { type FieldsQuery, selectFields } from '../represent/select-fields.ts'
import { VIDEO_FIELDS } from '../represent/video-fields.ts'
import { SearchByImageResourceResults } from '../schemas/by-image.ts'
import { explain } from '../schemas/image.ts'
import {
  facetParameters,
  istockExclusive,
  phrase,
  polarityOf,
  searchFields,
} from '../schemas/image-search.ts'
import { flag, optional, paging, products, texts } from '../schemas/parameters.ts'
import { videoSearchResults } from '../schemas/video.ts'
import { videoSearchFields } from '../schemas/video-search.ts'
import { searchViewer } from '../search-viewer.ts'
import { PICTURE_ADDRESS, pictureSentBy } from '../sent-picture.ts'

type Services = SightServices & PictureServices & PresentingServices

const FACETS = ['artists', 'locations'] as const
const IMAGES = {
  url: '/v3/search/images/creative/by-image',
  families: ['creative'],
  facets: FACETS,
} as const satisfies SearchOperation
const VIDEOS = { ...IMAGES, url: '/v3/search/videos/creative/by-image' } as const satisfies SearchOperation

const parameters = {
  asset_id: optional(
    Type.String({
      description: 'The image or video to compare with. Either this or `image_url` is required.',
      examples: ['100000001'],
      maxLength: 64,
    }),
  ),
  image_url: optional(
    Type.String({
      description: `${PICTURE_ADDRESS} Either this or \`asset_id\` is required.`,
      examples: ['https://localhost:8443/v3/search/by-image/uploads/lake.jpg'],
      maxLength: 2000,
    }),
  ),
  collection_codes: texts('Collection codes.'),
  collections_filter_type: polarityOf('collection_codes'),
  exclude_editorial_use_only: flag('Excludes assets for editorial use only.', false),
  explain,
  ...facetParameters(FACETS),
  ...istockExclusive,
  ...paging(30),
  phrase,
  product_types: products('Assets that any of these product types covers.'),
}

const common = {
  method: 'GET',
  description:
    'Copies of the picture come first, even if they are cropped, mirrored, grey or smaller; then pictures with similar ' +
    'shapes and colours, the most similar first. `result_count` is the number of those that are similar enough, 1,000 at ' +
    'most. Assets with nudity are never found.',
  tag: 'Search',
  path: Type.Object({}),
  body: NO_BODY,
  access: KEY_ONLY,
  caching: 'none',
  problems: [
    'InvalidParameterValue',
    'InvalidPage',
    'AuthorizationTokenRequired',
    'UnauthorizedDisplaySize',
    'SourceAssetNotFound',
    'InvalidIStockCollection',
  ],
} as const

/** Operations that find creative images and videos that look like a picture. */
export const searchesByImage = (services: Services): Operation[] => [
  operation({
    ...common,
    url: IMAGES.url,
    operationId: 'searchImagesByImage',
    summary: 'Creative images similar to a picture',
    query: Type.Object({ ...parameters, fields: searchFields }),
    answers: { 200: { schema: SearchByImageResourceResults } },
    async handle(call) {
      const selection = selectFields(IMAGE_FIELDS, call.query, 'search', call.caller)
      const { total, assets, more, looks } = await find(services, call, IMAGES, {
        read: (scope) => readImageSearch({ ...call.query, exclude_nudity: true }, scope),
        present: (ids, viewer) => presentImages(services, ids, { selection, viewer, call }),
      })
      const image_fingerprint = looks.pictures[0]?.perceptualHash ?? null
      return { status: 200, body: { result_count: total, images: assets, ...more, image_fingerprint } }
    },
  }),
  operation({
    ...common,
    url: VIDEOS.url,
    operationId: 'searchVideosByImage',
    summary: 'Creative videos similar to a picture',
    query: Type.Object({ ...parameters, fields: videoSearchFields }),
    answers: { 200: { schema: videoSearchResults('SearchByImageVideoResults') } },
    async handle(call) {
      const selection = selectFields(VIDEO_FIELDS, call.query, 'creative', call.caller)
      const { total, assets, more } = await find(services, call, VIDEOS, {
        read: (scope) => readVideoSearch({ ...call.query, exclude_nudity: true }, scope),
        present: (ids, viewer) => presentVideos(services, ids, { selection, viewer, call }),
      })
      return { status: 200, body: { result_count: total, videos: assets, ...more } }
    },
  }),
]

type ByImage = { readonly asset_id?: string; readonly image_url?: string }
type ByImageCall = Context<Caller> & {
  readonly query: ByImage & SearchQuery & FieldsQuery & (ImageSearchRequest | VideoSearchRequest)
  readonly sentQuery: SentQuery
}

async function find(
  services: Services,
  call: ByImageCall,
  searched: SearchOperation,
  ofKind: Pick<Parameters<typeof answerSearch>[3], 'read' | 'present'>,
) {
  await requireIstockCollections(services.db, call.caller.rights)
  const looks = await findLooks(services, call)
  const bySight = (search: AssetSearch, context: SearchContext) =>
    searchBySight(services, looks, search, context)
  return { looks, ...(await answerSearch(services, call, searched, { ...ofKind, find: bySight })) }
}

/** @throws Problem InvalidParameterValue, SourceAssetNotFound */
async function findLooks(services: Services, call: ByImageCall): Promise<Looks> {
  const { asset_id: id, image_url: url } = call.query
  if ((id === undefined) === (url === undefined))
    throw invalid('asset_id', id ?? '', 'either asset_id or image_url must be given, and not both')
  if (url !== undefined) {
    const picture = await pictureSentBy(services, call, { name: 'image_url', url })
    return { pictures: [picture], assetId: null }
  }
  const viewer = searchViewer(call.caller, services.now())
  const asset = await findVisibleOfAnyKind(services.db, readAssetId(id!), viewer)
  if (!asset) throw new Problem('SourceAssetNotFound', `Asset id not found: ${id}`)
  return { pictures: await findFramesOf(services.db, asset.id), assetId: asset.id }
}
