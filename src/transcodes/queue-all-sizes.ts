import { VIDEO_SIZES } from '../catalogue/video-sizes.ts'
import type { Db } from '../db/database.ts'
import { newJob } from './request-transcode.ts'

/** How many videos one transaction queues, so that other writers wait only briefly. */
const AT_ONCE = 50

/**
 * Queues the sizes that are offered of all videos and that nobody has requested yet (downloads/offered-sizes.ts), behind those that customers wait for. Sizes that failed or
 * were evicted are not queued again.
 */
export async function queueAllSizes(db: Db, now: Date): Promise<void> {
  for (const { name, maxLines } of VIDEO_SIZES) {
    const minLines = name === 'sd' ? 1 : maxLines
    for (;;) {
      const originals = await unqueued(db, { name, minLines })
      if (originals.length === 0) break
      await db.transaction().execute(async (tx) => {
        for (const originalBlob of originals)
          await tx
            .insertInto('transcode')
            .values(newJob({ originalBlob, sizeName: name }, { isWanted: 0, now }))
            .onConflict((conflict) => conflict.columns(['originalBlob', 'sizeName']).doNothing())
            .execute()
      })
    }
  }
}

async function unqueued(
  db: Db,
  { name, minLines }: { name: (typeof VIDEO_SIZES)[number]['name']; minLines: number },
): Promise<string[]> {
  const rows = await db
    .selectFrom('master')
    .innerJoin('asset', 'asset.id', 'master.assetId')
    .leftJoin('transcode', (join) =>
      join.onRef('transcode.originalBlob', '=', 'master.blob').on('transcode.sizeName', '=', name),
    )
    .select('master.blob')
    .distinct()
    .where('asset.mediaKind', '=', 'video')
    .where('asset.withdrawnMs', 'is', null)
    .where((eb) => eb(eb.fn.coalesce('master.width', 'asset.frameWidth'), '>=', minLines))
    .where((eb) => eb(eb.fn.coalesce('master.height', 'asset.frameHeight'), '>=', minLines))
    .where('transcode.seq', 'is', null)
    .limit(AT_ONCE)
    .execute()
  return rows.map(({ blob }) => blob)
}
