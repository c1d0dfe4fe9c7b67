import type { Db } from '../db/database.ts'

/**
 * The append-only log of what happened to assets, written in the transaction of the change itself. Indexes,
 * feeds and webhooks follow it; nothing is ever taken out of it.
 */
export async function logChange(
  db: Db,
  change: { assetId: number; kind: 'added' | 'updated'; atMs: number },
): Promise<void> {
  await db.insertInto('change').values(change).execute()
}

/** The next changes after `position`, oldest first, at most `limit`. */
export async function changesAfter(
  db: Db,
  { position, limit }: { position: number; limit: number },
): Promise<{ seq: number; assetId: number }[]> {
  return db
    .selectFrom('change')
    .select(['seq', 'assetId'])
    .where('seq', '>', position)
    .orderBy('seq')
    .limit(limit)
    .execute()
}

/** The position of the newest change, 0 when there is none. */
export async function lastPosition(db: Db): Promise<number> {
  const { seq } = await db
    .selectFrom('change')
    .select((eb) => eb.fn.max('seq').as('seq'))
    .executeTakeFirstOrThrow()
  return seq ?? 0
}
