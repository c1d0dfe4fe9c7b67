import { Type } from 'typebox'
import { KEY_ONLY } from '../../access/admission.ts'
import { saveUpload } from '../../uploads/save-upload.ts'
import { MAX_SENT_BYTES } from '../../uploads/sent-file.ts'
import { bytesBody } from '../body.ts'
import { operation } from '../operation.ts'
import { Empty } from '../schemas/empty.ts'

const MAX_NAME_LENGTH = 255

/** Uploads for searches by image. */
export const uploads = (services: Parameters<typeof saveUpload>[0]) =>
  operation({
    method: 'PUT',
    url: '/v3/search/by-image/uploads/{file-name}',
    operationId: 'uploadForSearch',
    summary: 'Upload a picture for searches by image',
    description:
      'The picture is kept for 24 hours and only for this key; an upload of the same name replaces it. Its address is the ' +
      '`image_url` of searches by image.',
    tag: 'Search',
    path: Type.Object({
      'file-name': Type.String({
        description: 'Any name, chosen by the client.',
        examples: ['lake.jpg'],
        maxLength: MAX_NAME_LENGTH,
      }),
    }),
    query: Type.Object({}),
    body: bytesBody(['image/jpeg', 'image/png'], MAX_SENT_BYTES),
    answers: { 200: { schema: Empty } },
    access: KEY_ONLY,
    caching: 'none',
    problems: ['UploadLimitReached'],
    async handle({ caller, path, body: { bytes, mediaType } }) {
      await saveUpload(services, {
        clientId: caller.credential.id,
        name: path['file-name'],
        mediaType,
        bytes,
        // All visitors of the gallery share its key.
        replacesOldest: caller.credential.gallery === 1,
      })
      return { status: 200, body: {} }
    },
  })
