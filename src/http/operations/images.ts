import { type Static, Type } from 'typebox'
import type { Db } from '../../db/database.ts'
import { Problem } from '../../lib/problem.ts'
import type { Links } from '../links.ts'
import { type Operation, operation } from '../operation.ts'
import { invalid } from '../parameters.ts'
import { IMAGE_FIELD_VALUES } from '../represent/image-fields.ts'
import { presentImages } from '../represent/images.ts'
import { selectImageFields } from '../represent/select-image-fields.ts'
import { ImageDetail } from '../schemas/image.ts'
import { fieldsOf, optional } from '../schemas/parameters.ts'

const MAX_IDS = 100

const ImagesDetail = Type.Object(
  { images: Type.Array(ImageDetail), images_not_found: Type.Array(Type.String(), { examples: [[]] }) },
  { title: 'ImagesDetail' },
)
const Fields = { fields: fieldsOf(IMAGE_FIELD_VALUES) }
const PROBLEMS = [
  'InvalidParameterValue',
  'AuthorizationTokenRequired',
  'UnauthorizedDisplaySize',
  'ImageNotFound',
] as const

export const imageOperations = ({ db }: { db: Db }): Operation[] => [
  operation({
    method: 'GET',
    url: '/v3/images',
    operationId: 'getImages',
    summary: 'Metadata of several images',
    description: 'Unknown ids are named in images_not_found; when all are unknown, the answer is 404.',
    tag: 'Images',
    path: Type.Object({}),
    query: Type.Object({
      ids: optional(
        Type.Array(Type.String({ maxLength: 64 }), {
          maxItems: MAX_IDS,
          description: 'At most 100 ids.',
          examples: [['100000001', '100000002']],
        }),
      ),
      ...Fields,
    }),
    answer: ImagesDetail,
    problems: PROBLEMS,
    caching: 'public',
    handle: ({ query, links }) => detail(db, query.ids ?? [], query, links),
  }),

  operation({
    method: 'GET',
    url: '/v3/images/{id}',
    operationId: 'getImage',
    summary: 'Metadata of one image',
    description:
      'Answers the same wrapper as for several images. Several ids may stand here with commas between them.',
    tag: 'Images',
    path: Type.Object({ id: Type.String({ description: 'Id of the image.', examples: ['100000001'] }) }),
    query: Type.Object(Fields),
    answer: ImagesDetail,
    problems: PROBLEMS,
    caching: 'public',
    handle: ({ path, query, links }) => detail(db, path.id.split(','), query, links),
  }),
]

async function detail(
  db: Db,
  asked: readonly string[],
  { fields }: { fields: readonly string[] },
  links: Links,
): Promise<Static<typeof ImagesDetail>> {
  const ids = [...new Set(asked.map((id) => id.trim()).filter((id) => id !== ''))]
  if (ids.length === 0) throw invalid('ids', '', 'give at least one image id')
  if (ids.length > MAX_IDS) throw invalid('ids', `${ids.length} ids`, `at most ${MAX_IDS} may be given`)
  const selection = selectImageFields(fields, 'detail')
  const numbers = ids.map(toAssetId).filter((id) => id !== null)
  const images = (await presentImages(db, numbers, { selection, kind: 'detail', links })) as Static<
    typeof ImageDetail
  >[]
  const found = new Set(images.map(({ id }) => id))
  const missing = ids.filter((id) => !found.has(id))
  if (images.length === 0)
    throw new Problem('ImageNotFound', `Image id not found: ${missing.join(', ').slice(0, 200)}`)
  return { images, images_not_found: missing }
}

/** Our ids are numbers of at most ten digits; what looks otherwise (an old "200261415-001") is nobody's. */
function toAssetId(id: string): number | null {
  return /^[1-9]\d{0,9}$/.test(id) ? Number(id) : null
}
