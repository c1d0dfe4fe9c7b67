import { Type } from 'typebox'
import type { Clock } from '../../lib/clock.ts'
import { Problem } from '../../lib/problem.ts'
import { requireIstockCollections } from '../../rights/istock-collections.ts'
import { readAssetId, readIds } from '../asset-ids.ts'
import { type Operation, publicOperation } from '../operation.ts'
import { type AssetsCall, type PresentingServices, presentVideos } from '../represent/assets.ts'
import { type FieldsQuery, selectFields } from '../represent/select-fields.ts'
import { VIDEO_FIELDS } from '../represent/video-fields.ts'
import { explain } from '../schemas/image.ts'
import { assetIds } from '../schemas/parameters.ts'
import { VideoDetail, VideosDetailResponse } from '../schemas/video.ts'
import { videoFields } from '../schemas/video-search.ts'

type Services = PresentingServices & { now: Clock }

const MAX_IDS = 100

const Fields = { fields: videoFields, explain }
const PROBLEMS = [
  'InvalidParameterValue',
  'AuthorizationTokenRequired',
  'UnauthorizedDisplaySize',
  'VideosNotFound',
  'InvalidIStockCollection',
] as const

/** Operations that return the metadata of videos by their ids. */
export const videoOperations = (services: Services): Operation[] => [
  publicOperation({
    url: '/v3/videos',
    operationId: 'getVideos',
    summary: 'Metadata of several videos',
    description: 'Unknown ids are listed in videos_not_found; if all are unknown, the answer is 404.',
    tag: 'Videos',
    path: Type.Object({}),
    query: Type.Object({
      ids: assetIds(MAX_IDS),
      ...Fields,
    }),
    answer: VideosDetailResponse,
    problems: PROBLEMS,
    handle: async (call) => {
      const { videos, missing } = await detail(services, call.query.ids ?? [], call)
      return { videos, videos_not_found: missing }
    },
  }),

  publicOperation({
    url: '/v3/videos/{id}',
    operationId: 'getVideo',
    summary: 'Metadata of one video',
    description: 'Returns the video itself, not a list.',
    tag: 'Videos',
    path: Type.Object({ id: Type.String({ description: 'Id of the video.', examples: ['100000001'] }) }),
    query: Type.Object(Fields),
    answer: VideoDetail,
    problems: PROBLEMS,
    handle: async (call) => (await detail(services, [call.path.id], call)).videos[0]!,
  }),
]

async function detail(
  services: Services,
  given: readonly string[],
  call: AssetsCall & { readonly query: FieldsQuery },
) {
  const ids = readIds(given, { max: MAX_IDS, what: 'video' })
  const selection = selectFields(VIDEO_FIELDS, call.query, 'detail', call.caller)
  await requireIstockCollections(services.db, call.caller.rights)
  const numbers = ids.map(readAssetId).filter((id) => id !== null)
  // As with images, what the customer may not license is answered as well.
  const viewer = { now: services.now(), country: call.caller.country, coverage: null }
  const videos = await presentVideos(services, numbers, { selection, viewer, call })
  const found = new Set(videos.map(({ id }) => id))
  const missing = ids.filter((id) => !found.has(id))
  if (videos.length === 0)
    throw new Problem('VideosNotFound', `Video id not found: ${missing.join(', ').slice(0, 200)}`)
  return { videos, missing }
}
