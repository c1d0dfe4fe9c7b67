import { makePicture } from '../../../support/pictures.ts'
import type { Shop } from '../../shop.ts'
import type { OperationExercises } from '../operation-exercises.ts'

/** A client that has uploaded as much as it may. */
async function full({ library, signUp }: Shop) {
  const { client, clientId } = await signUp()
  const size = { bytes: library.config.maxUploadBytes, width: 1, height: 1 }
  const file = { name: 'other.jpg', blob: '0', mediaType: 'image/jpeg', expiresMs: Date.now() + 60_000 }
  await library.db
    .insertInto('upload')
    .values({ clientId, ...file, ...size })
    .execute()
  return { as: client }
}

/** Uploads of pictures for searches by image. */
export const uploads: OperationExercises = {
  operation: 'PUT /v3/search/by-image/uploads/{file-name}',
  request: async () => ({
    path: { 'file-name': 'lake.jpg' },
    body: new Uint8Array(await makePicture()),
    headers: { 'content-type': 'image/jpeg' },
  }),
  status: 200,
  token: 'any',
  trials: {
    'access token': { none: ({ customer: { key } }) => ({ as: { key } }) },
    answers: {
      '401 AuthorizationTokenRequired': ({ customer: { key } }) => ({ as: { key, token: 'unknown' } }),
      '403 UploadLimitReached': full,
      '413 RequestTooLarge': { body: new Uint8Array(10_485_761) },
    },
  },
}
