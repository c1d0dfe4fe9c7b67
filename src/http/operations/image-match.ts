import { Type } from 'typebox'
import { KEY_ONLY } from '../../access/admission.ts'
import { Problem } from '../../lib/problem.ts'
import { findImageMatch } from '../../visual/find-match.ts'
import type { PictureServices } from '../../visual/picture-at.ts'
import type { SightServices } from '../../visual/search-by-sight.ts'
import { NO_BODY } from '../body.ts'
import { operation } from '../operation.ts'
import { invalid } from '../parameters.ts'
import { ImageMatch } from '../schemas/by-image.ts'
import { documented, optional } from '../schemas/parameters.ts'
import { searchViewer } from '../search-viewer.ts'
import { PICTURE_ADDRESS, pictureSentBy } from '../sent-picture.ts'

/** Finds the image that a picture shows (contract 9.3). */
export const imageMatch = (services: SightServices & PictureServices) =>
  operation({
    method: 'GET',
    url: '/v3/image-match/search',
    operationId: 'findImageMatch',
    summary: 'The image that a picture shows',
    description:
      'Finds the image of which a picture is a copy, even if it is cropped, mirrored, grey or smaller. The picture is ' +
      'given as for searches by image.',
    tag: 'Search',
    path: Type.Object({}),
    query: Type.Object({
      url: optional(
        Type.String({
          description: PICTURE_ADDRESS,
          examples: ['https://localhost:8443/v3/search/by-image/uploads/lake.jpg'],
          maxLength: 2000,
          ...documented({ required: true, minLength: 1 }),
        }),
      ),
    }),
    body: NO_BODY,
    answers: { 200: { schema: ImageMatch } },
    access: KEY_ONLY,
    caching: 'none',
    invalidCode: 'InvalidImageUrl',
    problems: ['ImageNotFound'],
    async handle(call) {
      const { url } = call.query
      if (url === undefined) throw invalid('url', '', 'it must be given')
      const picture = await pictureSentBy(services, call, { name: 'url', url })
      const id = await findImageMatch(services, picture, searchViewer(call.caller, services.now()))
      if (id === null) throw new Problem('ImageNotFound', 'No image shows this picture.')
      return { status: 200, body: { id: String(id) } }
    },
  })
