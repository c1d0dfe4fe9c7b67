import type { BlobStore } from '../blobs/blob-store.ts'
import type { Db } from '../db/database.ts'
import { writeIfPossible } from '../db/write-if-possible.ts'

type Services = { readonly db: Db; readonly transcodes: BlobStore }

/** Precision of the last use: recording each use exactly would cost more than it is worth. */
const NOTE_USE_MS = 3_600_000
const ROWS_AT_ONCE = 50

/** Notes that a size was sent, so that it is kept longer than others. */
export async function noteUse(
  db: Db,
  { seq, usedMs }: { readonly seq: number; readonly usedMs: number },
  now: Date,
): Promise<void> {
  if (now.getTime() - usedMs < NOTE_USE_MS) return
  await writeIfPossible(() =>
    db.updateTable('transcode').set({ usedMs: now.getTime() }).where('seq', '=', seq).execute(),
  )
}

/** Evicts the least recently used sizes until the rest fit into `maxBytes`; the one with the number `keep` stays. */
export async function trimTranscodes(
  services: Services,
  { maxBytes, keep }: { maxBytes: number; keep: number },
): Promise<void> {
  const { db } = services
  const { sum } = await db
    .selectFrom('transcode')
    .select((eb) => eb.fn.sum<number | string | null>('bytes').as('sum'))
    .executeTakeFirstOrThrow()
  let total = Number(sum ?? 0)
  while (total > maxBytes) {
    const [oldest] = await db
      .selectFrom('transcode')
      .select(['seq', 'blob', 'bytes'])
      .where('blob', 'is not', null)
      .where('seq', '!=', keep)
      .orderBy('usedMs')
      .orderBy('seq')
      .limit(1)
      .execute()
    if (!oldest) return
    await evict(services, oldest.seq)
    total -= oldest.bytes!
  }
}

/** Its record stays, so that a server that makes all sizes at once does not make it again and evict another one. */
async function evict({ db, transcodes }: Services, seq: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const row = await tx.selectFrom('transcode').select('blob').where('seq', '=', seq).executeTakeFirst()
    if (!row?.blob) return
    await tx.updateTable('transcode').set({ blob: null, bytes: null }).where('seq', '=', seq).execute()
    await removeIfUnused(tx, transcodes, row.blob)
  })
}

/** In the transaction that ended a use of it, so that no other can begin. */
async function removeIfUnused(tx: Db, transcodes: BlobStore, blob: string): Promise<void> {
  const other = await tx.selectFrom('transcode').select('seq').where('blob', '=', blob).executeTakeFirst()
  if (!other) await transcodes.remove(blob)
}

/**
 * Removes sizes of originals that no asset has any more and that no link leads to, which can be used so long after the download, a
 * limited number at a time. Returns whether there may be more.
 */
export async function removeOrphans(
  { db, transcodes }: Services,
  { now, linkLifetimeMs }: { readonly now: Date; readonly linkLifetimeMs: number },
): Promise<boolean> {
  const orphans = await db
    .selectFrom('transcode')
    .select('seq')
    .where('dueMs', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('master')
            .select('master.assetId')
            .whereRef('master.blob', '=', 'transcode.originalBlob'),
        ),
      ),
    )
    // An asset that still exists may have had this original when it was downloaded.
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('download')
            .innerJoin('asset', 'asset.id', 'download.assetId')
            .select('download.seq')
            .whereRef('download.originalBlob', '=', 'transcode.originalBlob')
            .where('download.atMs', '>', now.getTime() - linkLifetimeMs),
        ),
      ),
    )
    .limit(ROWS_AT_ONCE)
    .execute()
  if (orphans.length === 0) return false
  await db.transaction().execute(async (tx) => {
    for (const { seq } of orphans) {
      const [removed] = await tx
        .deleteFrom('transcode')
        .where('seq', '=', seq)
        .where('dueMs', 'is', null)
        .returning('blob')
        .execute()
      if (removed?.blob) await removeIfUnused(tx, transcodes, removed.blob)
    }
  })
  return true
}
