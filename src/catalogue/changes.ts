import type { Db } from '../db/database.ts'
import { insertRows } from '../db/insert-rows.ts'
import type { ChangeTable } from '../db/tables.ts'
import { takeWriterLock } from '../db/writer-lock.ts'

/**
 * The append-only log of what happened to assets and events, written in the transaction of the change itself.
 * Indexes, feeds and webhooks follow it; nothing is ever taken out of it. Entries appear in the order of their numbers,
 * so a follower that has read one has missed none before it (docs/decisions/0018-order-of-the-change-log.md).
 */
export async function logChange(db: Db, change: Omit<ChangeTable, 'seq'>): Promise<void> {
  await takeWriterLock(db)
  await insertRows(db, 'change', [change])
}

/** The next changes after `position`, oldest first, at most `limit`. */
export async function changesAfter(
  db: Db,
  { position, limit }: { position: number; limit: number },
): Promise<{ seq: number; subject: ChangeTable['subject']; subjectId: number }[]> {
  return db
    .selectFrom('change')
    .select(['seq', 'subject', 'subjectId'])
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
