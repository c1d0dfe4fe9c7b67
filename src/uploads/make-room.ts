import type { BlobStore } from '../blobs/blob-store.ts'
import type { Db } from '../db/database.ts'
import { removeUnused } from './remove-unused.ts'
import type { SentFile, UploadLimits } from './sent-file.ts'

type Services = { readonly uploads: BlobStore; readonly uploadLimits: UploadLimits }

/** Removes the oldest uploads of a client as far as the file needs their room. Call it in a transaction. */
export async function makeRoom(
  tx: Db,
  { uploads, uploadLimits: { maxUploads, maxUploadBytes } }: Services,
  { clientId, name, bytes }: SentFile,
): Promise<void> {
  const others = await tx
    .selectFrom('upload')
    .select(['name', 'blob', 'bytes'])
    .where('clientId', '=', clientId)
    .where('name', '<>', name)
    .orderBy('expiresMs', 'desc')
    .execute()
  let [count, total] = [1, bytes.length]
  const removed = others.filter((other) => {
    count++
    total += other.bytes
    return count > maxUploads || total > maxUploadBytes
  })
  for (const other of removed)
    await tx.deleteFrom('upload').where('clientId', '=', clientId).where('name', '=', other.name).execute()
  await removeUnused(
    tx,
    uploads,
    removed.map(({ blob }) => blob),
  )
}
