import { Type } from 'typebox'
import { findVisibleImage } from '../../catalogue/find-visible.ts'
import type { Db } from '../../db/database.ts'
import type { Clock } from '../../lib/clock.ts'
import { Problem } from '../../lib/problem.ts'
import type { SearchIndex } from '../../search/search-index.ts'
import { findSameSeries, findSimilar } from '../../search/similar-images.ts'
import { readAssetId } from '../asset-ids.ts'
import { type Operation, publicOperation } from '../operation.ts'
import { type PagedImagesCall, presentImagePage } from '../represent/image-page.ts'
import { explain, Image } from '../schemas/image.ts'
import { searchFields } from '../schemas/image-search.ts'
import { paging } from '../schemas/parameters.ts'
import { searchViewer } from '../search-viewer.ts'

type Services = { db: Db; index: SearchIndex; now: Clock }

const Results = Type.Object(
  { result_count: Type.Integer(), images: Type.Array(Image) },
  { title: 'ImageSearchResults' },
)
const path = Type.Object({ id: Type.String({ description: 'Id of the image.', examples: ['100000001'] }) })
const query = Type.Object({ fields: searchFields, explain, ...paging(30) })
const PROBLEMS = [
  'InvalidParameterValue',
  'InvalidPage',
  'AuthorizationTokenRequired',
  'UnauthorizedDisplaySize',
  'ImageNotFound',
] as const

/** Operations that find images of the same series, and similar images. */
export const similarImages = (services: Services): Operation[] => [
  publicOperation({
    url: '/v3/images/{id}/same-series',
    operationId: 'getImagesOfSameSeries',
    summary: 'Creative images of the same series',
    description: 'Empty for editorial images and for images without a series.',
    tag: 'Images',
    path,
    query,
    answer: Results,
    problems: PROBLEMS,
    handle: (call) => find(services, call, findSameSeries),
  }),

  publicOperation({
    url: '/v3/images/{id}/similar',
    operationId: 'getSimilarImages',
    summary: 'Similar images',
    description:
      'Ranked by the keywords, people, events and artist that they have in common; rare ones count more.',
    tag: 'Images',
    path,
    query,
    answer: Results,
    problems: PROBLEMS,
    handle: (call) => find(services, call, findSimilar),
  }),
]

async function find(
  services: Services,
  call: PagedImagesCall & { path: { id: string } },
  findRelated: typeof findSimilar,
) {
  const viewer = searchViewer(call.caller, services.now())
  const { id } = call.path
  const asset = await findVisibleImage(services.db, readAssetId(id), viewer)
  if (!asset) throw new Problem('ImageNotFound', `Image id not found: ${id.slice(0, 64)}`)
  return presentImagePage(services.db, call, viewer, (page) => findRelated(services, asset, { viewer, page }))
}
