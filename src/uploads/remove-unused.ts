import type { BlobStore } from '../blobs/blob-store.ts'
import type { Db } from '../db/database.ts'
import { takeWriterLock } from '../db/writer-lock.ts'

/** Uploads that one call removes at most, so that other writers wait only briefly. */
const STEP = 100

/** Removes the bytes that no upload has any more. Call it in a transaction, so that no upload can begin to use them. */
export async function removeUnused(tx: Db, uploads: BlobStore, blobs: readonly string[]): Promise<void> {
  await takeWriterLock(tx)
  for (const blob of new Set(blobs)) {
    const user = await tx.selectFrom('upload').select('name').where('blob', '=', blob).executeTakeFirst()
    if (!user) await uploads.remove(blob)
  }
}

/** Removes uploads that have expired. Returns whether there may be more. */
export async function removeExpiredUploads(
  { db, uploads }: { readonly db: Db; readonly uploads: BlobStore },
  now: Date,
): Promise<boolean> {
  const expired = await db
    .selectFrom('upload')
    .select(['clientId', 'name'])
    .where('expiresMs', '<=', now.getTime())
    .limit(STEP)
    .execute()
  if (expired.length === 0) return false
  await db.transaction().execute(async (tx) => {
    await takeWriterLock(tx)
    const blobs: string[] = []
    for (const { clientId, name } of expired) {
      const removed = await tx
        .deleteFrom('upload')
        .where('clientId', '=', clientId)
        .where('name', '=', name)
        .where('expiresMs', '<=', now.getTime())
        .returning('blob')
        .execute()
      blobs.push(...removed.map(({ blob }) => blob))
    }
    await removeUnused(tx, uploads, blobs)
  })
  return expired.length === STEP
}
