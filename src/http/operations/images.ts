import { type Static, Type } from 'typebox'
import type { Clock } from '../../lib/clock.ts'
import { Problem } from '../../lib/problem.ts'
import { requireIstockCollections } from '../../rights/istock-collections.ts'
import { readAssetId, readIds } from '../asset-ids.ts'
import { type Operation, publicOperation } from '../operation.ts'
import { type AssetsCall, type PresentingServices, presentImages } from '../represent/assets.ts'
import { IMAGE_FIELD_VALUES, IMAGE_FIELDS } from '../represent/image-fields.ts'
import { type FieldsQuery, selectFields } from '../represent/select-fields.ts'
import { explain, ImageDetail } from '../schemas/image.ts'
import { assetIds, fieldsOf } from '../schemas/parameters.ts'

type Services = PresentingServices & { now: Clock }

const MAX_IDS = 100

const ImagesDetail = Type.Object(
  { images: Type.Array(ImageDetail), images_not_found: Type.Array(Type.String(), { examples: [[]] }) },
  { title: 'ImagesDetail' },
)
const Fields = { fields: fieldsOf(IMAGE_FIELD_VALUES), explain }
const PROBLEMS = [
  'InvalidParameterValue',
  'AuthorizationTokenRequired',
  'UnauthorizedDisplaySize',
  'ImageNotFound',
  'InvalidIStockCollection',
] as const

/** Operations that return the metadata of images by their ids. */
export const imageOperations = (services: Services): Operation[] => [
  publicOperation({
    url: '/v3/images',
    operationId: 'getImages',
    summary: 'Metadata of several images',
    description: 'Unknown ids are listed in images_not_found; if all are unknown, the answer is 404.',
    tag: 'Images',
    path: Type.Object({}),
    query: Type.Object({
      ids: assetIds(MAX_IDS),
      ...Fields,
    }),
    answer: ImagesDetail,
    problems: PROBLEMS,
    handle: (call) => detail(services, call.query.ids ?? [], call),
  }),

  publicOperation({
    url: '/v3/images/{id}',
    operationId: 'getImage',
    summary: 'Metadata of one image',
    description:
      'Returns the same structure as for several images. Several comma-separated ids are accepted.',
    tag: 'Images',
    path: Type.Object({ id: Type.String({ description: 'Id of the image.', examples: ['100000001'] }) }),
    query: Type.Object(Fields),
    answer: ImagesDetail,
    problems: PROBLEMS,
    handle: (call) => detail(services, call.path.id.split(','), call),
  }),
]

async function detail(
  services: Services,
  given: readonly string[],
  call: AssetsCall & { readonly query: FieldsQuery },
): Promise<Static<typeof ImagesDetail>> {
  const ids = readIds(given, { max: MAX_IDS, what: 'image' })
  const selection = selectFields(IMAGE_FIELDS, call.query, 'detail', call.caller)
  await requireIstockCollections(services.db, call.caller.rights)
  const numbers = ids.map(readAssetId).filter((id) => id !== null)
  // Unlike a search, it also answers for what the customer may not license: that is what is asked about.
  const viewer = { now: services.now(), country: call.caller.country, coverage: null }
  const images = await presentImages(services, numbers, { selection, viewer, call })
  const found = new Set(images.map(({ id }) => id))
  const missing = ids.filter((id) => !found.has(id))
  if (images.length === 0)
    throw new Problem('ImageNotFound', `Image id not found: ${missing.join(', ').slice(0, 200)}`)
  return { images, images_not_found: missing }
}
