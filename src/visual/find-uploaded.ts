import { vectorOf } from '../catalogue/frames.ts'
import type { Db } from '../db/database.ts'
import { DESCRIPTOR } from '../media/features/descriptor.ts'
import type { SeenFrame } from './find-seen.ts'
import { miniatureOf } from './greys.ts'

/** An upload: who made it, and under which name. */
export type UploadedPicture = { readonly clientId: string; readonly name: string }

/** Returns the picture that a client has uploaded under a name; null if there is none, or if it has expired. */
export async function findUploaded(
  db: Db,
  { clientId, name }: UploadedPicture,
  now: Date,
): Promise<SeenFrame | null> {
  const upload = await db
    .selectFrom('upload')
    .select(['perceptualHash', 'miniature', 'descriptor', 'blob', 'width', 'height'])
    .where('clientId', '=', clientId)
    .where('name', '=', name)
    .where('expiresMs', '>', now.getTime())
    .executeTakeFirst()
  if (!upload?.perceptualHash || !upload.miniature || !upload.descriptor) return null
  const { perceptualHash, miniature, descriptor, blob, width, height } = upload
  return {
    perceptualHash,
    vectors: { [DESCRIPTOR.id]: vectorOf(descriptor) },
    upload: blob,
    miniature: miniatureOf({ miniature, width, height }),
  }
}
