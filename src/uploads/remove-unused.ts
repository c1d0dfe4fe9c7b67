import type { BlobStore } from '../blobs/blob-store.ts'
import type { Db } from '../db/database.ts'

/** Uploads that one call removes at most, so that other writers wait only briefly. */
const STEP = 100
/** No upload takes so long: an older one belongs to a server that was killed. */
const ABANDONED_MS = 3_600_000

type Services = { readonly db: Db; readonly uploads: BlobStore }

/** Removes the bytes that no upload has any more. Call it in a transaction, so that no upload can begin to use them. */
export async function removeUnused(tx: Db, uploads: BlobStore, blobs: readonly string[]): Promise<void> {
  for (const blob of new Set(blobs)) {
    const uses = await Promise.all(
      (['upload', 'unfinishedUpload'] as const).map((table) =>
        tx.selectFrom(table).select('blob').where('blob', '=', blob).limit(1).executeTakeFirst(),
      ),
    )
    if (uses.every((it) => it === undefined)) await uploads.remove(blob)
  }
}

/** Removes uploads that have expired or were abandoned. Returns whether there may be more. */
export async function removeOldUploads(services: Services, now: Date): Promise<boolean> {
  const expired = await removeExpired(services, now)
  const abandoned = await removeAbandoned(services, now)
  return expired || abandoned
}

async function removeExpired({ db, uploads }: Services, now: Date): Promise<boolean> {
  const expired = await db
    .selectFrom('upload')
    .select(['clientId', 'name'])
    .where('expiresMs', '<=', now.getTime())
    .limit(STEP)
    .execute()
  if (expired.length === 0) return false
  await db.transaction().execute(async (tx) => {
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

async function removeAbandoned({ db, uploads }: Services, now: Date): Promise<boolean> {
  const abandoned = await db
    .selectFrom('unfinishedUpload')
    .select('id')
    .where('startedMs', '<=', now.getTime() - ABANDONED_MS)
    .limit(STEP)
    .execute()
  if (abandoned.length === 0) return false
  const ids = abandoned.map(({ id }) => id)
  await db.transaction().execute(async (tx) => {
    const removed = await tx.deleteFrom('unfinishedUpload').where('id', 'in', ids).returning('blob').execute()
    const blobs = removed.map(({ blob }) => blob)
    await removeUnused(tx, uploads, blobs)
  })
  return abandoned.length === STEP
}
