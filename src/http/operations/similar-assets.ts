import { type TSchema, Type } from 'typebox'
import { findVisibleAsset } from '../../catalogue/find-visible.ts'
import type { MediaKind } from '../../db/tables/assets.ts'
import type { Clock } from '../../lib/clock.ts'
import { Problem } from '../../lib/problem.ts'
import type { SearchViewer } from '../../rights/find-licensable.ts'
import { requireIstockCollections } from '../../rights/istock-collections.ts'
import type { SearchIndex } from '../../search/search-index.ts'
import { findSameSeries } from '../../search/similar-assets.ts'
import { findSimilar } from '../../visual/find-similar.ts'
import type { SearchedFrames } from '../../visual/frame-index.ts'
import { readAssetId } from '../asset-ids.ts'
import { type Operation, publicOperation } from '../operation.ts'
import type { Paged } from '../paging.ts'
import { presentPage } from '../represent/asset-page.ts'
import {
  type AssetsCall,
  type PresentingServices,
  presentImages,
  presentVideos,
} from '../represent/assets.ts'
import { IMAGE_FIELDS } from '../represent/image-fields.ts'
import { type FieldsQuery, selectFields } from '../represent/select-fields.ts'
import { VIDEO_FIELDS } from '../represent/video-fields.ts'
import { explain, Image } from '../schemas/image.ts'
import { searchFields } from '../schemas/image-search.ts'
import { paging } from '../schemas/parameters.ts'
import { VideoSearchResults } from '../schemas/video.ts'
import { videoSearchFields } from '../schemas/video-search.ts'
import { searchViewer } from '../search-viewer.ts'

type Services = PresentingServices & { index: SearchIndex; frames: SearchedFrames; now: Clock }
type Call = AssetsCall & { readonly path: { id: string }; readonly query: Paged & FieldsQuery }

const PROBLEMS = [
  'InvalidParameterValue',
  'InvalidPage',
  'AuthorizationTokenRequired',
  'UnauthorizedDisplaySize',
  'InvalidIStockCollection',
] as const

const ImageResults = Type.Object(
  { result_count: Type.Integer(), images: Type.Array(Image) },
  { title: 'ImageSearchResults' },
)

/** Operations that find images and videos of the same series, and similar ones. */
export const similarAssets = (services: Services): Operation[] => [
  ...similarImages(services),
  ...similarVideos(services),
]

const similarImages = (services: Services): Operation[] => {
  const common = {
    tag: 'Images',
    path: pathOf('image'),
    query: Type.Object({ fields: searchFields, explain, ...paging(30) }),
    answer: ImageResults,
    problems: [...PROBLEMS, 'ImageNotFound'] as const,
  }
  const find = async (call: Call, findRelated: FindRelated) => {
    const selection = selectFields(IMAGE_FIELDS, call.query, 'search', call.caller)
    const { total, assets } = await related(services, call, {
      mediaKind: 'image',
      findRelated,
      notFound: (id) => new Problem('ImageNotFound', `Image id not found: ${id}`),
      present: (ids, viewer) => presentImages(services, ids, { selection, viewer, call }),
    })
    return { result_count: total, images: assets }
  }
  return [
    publicOperation({
      ...common,
      url: '/v3/images/{id}/same-series',
      operationId: 'getImagesOfSameSeries',
      summary: 'Creative images of the same series',
      description: 'Empty for editorial images and for images without a series.',
      handle: (call) => find(call, findSameSeries),
    }),
    publicOperation({
      ...common,
      url: '/v3/images/{id}/similar',
      operationId: 'getSimilarImages',
      summary: 'Similar images',
      description: SIMILARITY,
      handle: (call) => find(call, findSimilar),
    }),
  ]
}

const similarVideos = (services: Services): Operation[] => {
  const common = {
    tag: 'Videos',
    path: pathOf('video'),
    query: Type.Object({ fields: videoSearchFields, explain, ...paging(30) }),
    answer: VideoSearchResults as TSchema,
    problems: [...PROBLEMS, 'VideosNotFound'] as const,
  }
  const find = async (call: Call, kind: 'same-series' | 'similar', findRelated: FindRelated) => {
    const selection = selectFields(VIDEO_FIELDS, call.query, kind, call.caller)
    const { total, assets } = await related(services, call, {
      mediaKind: 'video',
      findRelated,
      notFound: (id) => new Problem('VideosNotFound', `Video id not found: ${id}`),
      present: (ids, viewer) => presentVideos(services, ids, { selection, viewer, call }),
    })
    return { result_count: total, videos: assets }
  }
  return [
    publicOperation({
      ...common,
      url: '/v3/videos/{id}/same-series',
      operationId: 'getVideosOfSameSeries',
      summary: 'Creative videos of the same series',
      description: 'Empty for editorial videos and for videos without a series.',
      handle: (call) => find(call, 'same-series', findSameSeries),
    }),
    publicOperation({
      ...common,
      url: '/v3/videos/{id}/similar',
      operationId: 'getSimilarVideos',
      summary: 'Similar videos',
      description: SIMILARITY,
      handle: (call) => find(call, 'similar', findSimilar),
    }),
  ]
}

const SIMILARITY =
  'First those that look alike, the most similar first; then others, by the keywords, people, events and artist that they ' +
  'have in common, of which rare ones count more.'

const pathOf = (what: MediaKind) =>
  Type.Object({ id: Type.String({ description: `Id of the ${what}.`, examples: ['100000001'] }) })

type FindRelated = typeof findSimilar

async function related(
  services: Services,
  call: Call,
  {
    mediaKind,
    findRelated,
    notFound,
    present,
  }: {
    mediaKind: MediaKind
    findRelated: FindRelated
    notFound(id: string): Problem
    present(ids: readonly number[], viewer: SearchViewer): ReturnType<typeof presentImages>
  },
) {
  await requireIstockCollections(services.db, call.caller.rights)
  const viewer = searchViewer(call.caller, services.now())
  const { id } = call.path
  const asset = await findVisibleAsset(services.db, mediaKind, readAssetId(id), viewer)
  if (!asset) throw notFound(id.slice(0, 64))
  return presentPage(
    call.query,
    (page) => findRelated(services, asset, { viewer, page }),
    (ids) => present(ids, viewer),
  )
}
