import type { Db } from '../db/database.ts'
import { insertRows } from '../db/insert-rows.ts'
import type { ChangeKind, ChangeSubject } from '../db/tables/changes.ts'
import { takeWriterLock } from '../db/writer-lock.ts'

/** What happened to one or more records of a kind, and when. */
export type Change = {
  readonly subject: ChangeSubject
  readonly ids: readonly number[]
  readonly kind: ChangeKind
  readonly at: Date
}

/** Rows of one statement: SQLite takes 32,766 parameters. */
const ROWS_AT_ONCE = 500

/**
 * Writes to the change log: call it in the transaction of the change itself. The log is append-only, has no other
 * writer, and is what indexes, remembered answers, feeds and webhooks follow. What each kind means is documented with
 * `ChangeKind`. Entries appear in the order of their numbers, so a follower that has read one has missed none before it
 * (docs/decisions/0018-order-of-the-change-log.md).
 */
export async function logChange(tx: Db, { subject, ids, kind, at }: Change): Promise<void> {
  if (ids.length > 0) await takeWriterLock(tx)
  for (let from = 0; from < ids.length; from += ROWS_AT_ONCE) {
    const rows = ids
      .slice(from, from + ROWS_AT_ONCE)
      .map((subjectId) => ({ subject, subjectId, kind, atMs: at.getTime() }))
    await insertRows(tx, 'change', rows)
  }
}

/** The next changes after `position`, oldest first, at most `limit`. */
export async function changesAfter(
  db: Db,
  { position, limit }: { position: number; limit: number },
): Promise<{ seq: number; subject: ChangeSubject; subjectId: number }[]> {
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
